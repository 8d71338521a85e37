import type { Scenario } from '../scenario.ts';
import { writesTests } from '../script-replies.ts';
import { issue, project, specification, testFile, tests } from './project.ts';

export const stopped: Scenario = {
  name: 'stopped',
  summary: 'a person stops it with a comment: the pull request is closed, main untouched',
  ends: 'cancelled',
  files: project,
  issue,
  script: [specification, writesTests('utils/add.py', testFile, tests)],
  happening: { after: 'tests_published', who: 'alice', does: 'comment', words: '/cadence stop' },
};
