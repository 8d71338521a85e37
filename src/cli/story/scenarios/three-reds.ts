import type { Scenario } from '../scenario.ts';
import { comesAfter, isFirst, makesChange, writesTests } from '../script-replies.ts';
import { addReturns, issue, project, specification, testFile, tests } from './project.ts';

const [product, half, size] = ['    return x * y', '    return x + abs(y)', '    return abs(x + y)'] as const;

export const threeReds: Scenario = {
  name: 'three-reds',
  summary: 'three changes, three red runs: held for a person, main untouched',
  ends: 'held',
  files: project,
  issue,
  script: [
    specification,
    writesTests('utils/add.py', testFile, tests),
    makesChange('first change', addReturns(product), isFirst),
    makesChange('second change', addReturns(half), comesAfter(product), ['test_add']),
    makesChange('third change', addReturns(size), comesAfter(half), ['test_add_negative']),
  ],
  happening: null,
};
