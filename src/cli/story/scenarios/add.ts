import type { Scenario } from '../scenario.ts';
import { approval, isFirst, makesChange, sumsUp, writesTests } from '../script-replies.ts';
import { addReturns, issue, project, specification, testFile, tests } from './project.ts';

export const add: Scenario = {
  name: 'add',
  summary: 'a failing test first, then the fix: red, green, reviewed, merged',
  ends: 'merged',
  files: project,
  issue,
  script: [
    specification,
    writesTests('utils/add.py', testFile, tests),
    makesChange('the fix', addReturns('    return x + y'), isFirst),
    approval,
    sumsUp,
  ],
  happening: null,
};
