import type { Scenario } from '../scenario.ts';
import { approval, comesAfter, isFirst, makesChange, sumsUp, writesTests } from '../script-replies.ts';
import { addReturns, issue, project, specification, testFile, tests } from './project.ts';

const wrong = '    return x + abs(y)';

export const secondTry: Scenario = {
  name: 'second-try',
  summary: 'the first change is wrong, CI says so, and the second one uses the failure',
  ends: 'merged',
  files: project,
  issue,
  script: [
    specification,
    writesTests('utils/add.py', testFile, tests),
    makesChange('a wrong change', addReturns(wrong), isFirst),
    makesChange('the fix', addReturns('    return x + y'), comesAfter(wrong), ['test_add_negative']),
    approval,
    sumsUp,
  ],
  happening: null,
};
