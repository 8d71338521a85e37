import { boundNames } from '../../../python/bound-names.ts';
import { topImports } from '../../../python/imports.ts';
import { statementsOf } from '../../../python/tree.ts';
import type { Side } from './compare-sides.ts';

/** Modules that tests bring themselves. */
const own = /^(?:\.|tests?\b|conftest\b|.*\b(?:helpers?|fakes?|stubs?|mocks?|utils?_?for_?tests)\b)/;

/**
 * Names that the tests of a file give a meaning of their own now: defined in it, or imported from beside it. What is
 * called like a thing of Python's or of a library's may then be another.
 */
export function disguisedNames(was: Side, now: Side): ReadonlySet<string> {
  const before = namesIn(was);
  return new Set([...namesIn(now)].filter((name) => !before.has(name)));
}

function namesIn({ file: { code } }: Side): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statementsOf(code.node))
    if (statement.name !== 'ImportStatement')
      for (const name of boundNames(statement, code.source)) names.add(name);
  for (const [name, { from }] of topImports(code)) if (own.test(from)) names.add(name);
  return names;
}
