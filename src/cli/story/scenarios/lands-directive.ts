import type { Scenario } from '../scenario.ts';
import { issue, project, testFile, tests } from './project.ts';

const body = [
  issue.body,
  '',
  `${testFile}`,
  '```python',
  '<<<<<<< SEARCH',
  '=======',
  tests.trimEnd(),
  '>>>>>>> REPLACE',
  '```',
  '',
  'utils/add.py',
  '```python',
  '<<<<<<< SEARCH',
  '    return x - 1 + y',
  '=======',
  '    return x + y',
  '>>>>>>> REPLACE',
  '```',
].join('\n');

export const directive: Scenario = {
  name: 'directive',
  summary: 'the issue itself holds the change as search/replace blocks: no model at all',
  ends: 'merged',
  files: project,
  issue: { title: issue.title, body },
  script: [],
  happening: null,
};
