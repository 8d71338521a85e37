import { readTestRules, type TestRules } from '../../python/test-rules.ts';
import type { Files } from './change.ts';
import { readSource } from './text.ts';

const known = new WeakMap<Files, TestRules>();

/** What is a test in this tree, by pytest's configuration in it: read once a tree. */
export function testRulesOf(files: Files): TestRules {
  const read = (path: string): string | null => {
    const file = files.get(path);
    return file === undefined ? null : readSource(file);
  };
  const rules = known.get(files) ?? readTestRules(files.keys(), read);
  known.set(files, rules);
  return rules;
}
