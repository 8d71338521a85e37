import type { Scenario } from '../scenario.ts';
import { approval, comesAfter, isFirst, makesChange, sumsUp, writesTests } from '../script-replies.ts';
import { addReturns, issue, project, specification, testFile, tests } from './project.ts';

// In two parts: a search of this repository for such notes finds none of its own.
const note = `    return x + y  # ${'TO'}DO: more than two numbers`;

export const rejected: Scenario = {
  name: 'rejected',
  summary: 'green, but a rule rejects it: the next change repairs that',
  ends: 'merged',
  files: project,
  issue,
  script: [
    specification,
    writesTests('utils/add.py', testFile, tests),
    makesChange('a change with a note', addReturns(note), isFirst),
    makesChange('the repair', addReturns('    return x + y'), comesAfter(note), [`${'TO'}DO`]),
    approval,
    sumsUp,
  ],
  happening: null,
};
