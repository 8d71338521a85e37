import { isEqual, isList, type Value } from '../expression/value.ts';

export type Combination = Readonly<Record<string, Value>>;

type Mapping = { readonly [key: string]: Value };

/**
 * All combinations of the lists, less `exclude`, then `include`: an entry is added to each original combination
 * that it does not change, and else stands alone.
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
 */
export function expandMatrix(matrix: Value): Combination[] {
  if (!isMapping(matrix)) return [];
  const { include = [], exclude = [], ...lists } = matrix;
  const keys = Object.keys(lists);
  const excluded = mappings(exclude);
  const originals = (keys.length > 0 ? products(lists) : []).filter(
    (product) => !excluded.some((entry) => agrees(product, entry)),
  );
  const combinations = [...originals];
  for (const entry of mappings(include)) {
    const fits = originals.flatMap((original, index) =>
      keys.every((key) => !(key in entry) || isSame(original[key] ?? null, entry[key] ?? null))
        ? [index]
        : [],
    );
    if (fits.length === 0) combinations.push(entry);
    for (const index of fits) combinations[index] = { ...combinations[index], ...entry };
  }
  return combinations;
}

function products(lists: Mapping): Combination[] {
  let found: Combination[] = [{}];
  for (const [key, list] of Object.entries(lists)) {
    const longer: Combination[] = [];
    for (const product of found)
      for (const value of isList(list) ? list : [list]) longer.push({ ...product, [key]: value });
    found = longer;
  }
  return found;
}

/** `pytest (3.12, linux)`: what GitHub adds to a job's name. */
export function combinationSuffix(combination: Combination): string {
  const words = Object.values(combination).flatMap(leaves);
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

function leaves(value: Value): string[] {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
}

function agrees(product: Combination, entry: Mapping): boolean {
  return Object.entries(entry).every(([key, value]) => key in product && isSame(product[key] ?? null, value));
}

function isSame(left: Value, right: Value): boolean {
  return isEqual(left, right) || JSON.stringify(left) === JSON.stringify(right);
}

function mappings(value: Value): Mapping[] {
  return isList(value) ? value.filter(isMapping) : [];
}

function isMapping(value: Value): value is Mapping {
  return value !== null && typeof value === 'object' && !isList(value);
}
