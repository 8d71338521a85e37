/** Did the new tests run? What the proof saw fail is known by its name; names read from source are a hint only. */
import { steady } from '../../results/steady.ts';
import { fileOf, type TestCase, type TestResults } from '../../results/test-results.ts';
import { sourceAmong } from './new-cases.ts';
import type { RanBefore } from './ran-before.ts';

/** `about`: the name of the test, or its file where no test is known. */
export type NewProblem = {
  readonly kind: 'unusable';
  readonly reason: 'named-missing' | 'named-not-run';
  readonly about: readonly string[];
};

/** What failed in the proof passes, and each file with new tests shows that some of them ran; null: so it is. */
export function judgeNew(
  results: TestResults,
  { before, named }: { readonly before: RanBefore | null; readonly named: readonly string[] },
): NewProblem | null {
  // A log that counts its passes names none of them: then their number is compared, with what ran before.
  if (results.unnamedPassed > 0) return null;
  const byName = new Map<string, TestCase[]>();
  const byFile = new Map<string, TestCase[]>();
  for (const one of results.cases) {
    put(byName, steady(one.id), one);
    put(byFile, fileOf(one.id), one);
  }
  for (const id of before?.red ?? []) {
    const problem = judgeRan(byName.get(steady(id)) ?? [], id);
    if (problem !== null) return problem;
  }
  const strict = new Set(before?.uncollected);
  const hints = new Map<string, string[]>([...strict].map((file) => [file, []]));
  for (const name of named) put(hints, fileOf(name), name);
  const shown = [...hints].filter(([file]) => byFile.has(file) || strict.has(file));
  const [first] = named;
  // One file of many may hold no test of its own after all, whatever it looks like.
  if (shown.length === 0 && first !== undefined)
    return { kind: 'unusable', reason: 'named-missing', about: [first] };
  for (const [file, names] of shown) {
    const cases = byFile.get(file) ?? [];
    const sourceOf = sourceAmong(names);
    const known = cases.filter(({ id }) => sourceOf(id) !== null);
    const problem = judgeRan(known.length > 0 ? known : cases, names[0] ?? file);
    if (problem !== null) return problem;
  }
  return null;
}

function judgeRan(cases: readonly TestCase[], name: string): NewProblem | null {
  const [first] = cases;
  if (first === undefined) return { kind: 'unusable', reason: 'named-missing', about: [name] };
  return cases.some(({ outcome }) => outcome === 'passed')
    ? null
    : { kind: 'unusable', reason: 'named-not-run', about: [first.id] };
}

function put<T>(map: Map<string, T[]>, key: string, one: T): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [one]);
  else same.push(one);
}
