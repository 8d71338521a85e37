import { childrenOf, definitionOf, nameOf, partsOf, statementsOf, textOf } from '../../../python/tree.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import type { Compared, Side } from './compare-sides.ts';
import { testFinding } from './weaker-test.ts';

/** Classes of tests that are made of something else now: a base or a metaclass may run their tests as it likes. */
export function screenBases({ path, before, after }: Compared): ScreenFinding[] {
  const was = basesIn(before);
  const tested = new Set([...before.file.tests.keys()].map((id) => id.split('::')[0]));
  return [...basesIn(after)].flatMap(([name, bases]) => {
    const known = was.get(name);
    const added = tested.has(name)
      ? bases.find((base) => known !== undefined && !known.includes(base))
      : undefined;
    if (added === undefined || added === 'object') return [];
    const message = `The class ${name} is made of "${added.slice(0, 80)}" now. A person must say that its tests run as before.`;
    return [testFinding('run-otherwise', path, null, message)];
  });
}

/** What stands in the parentheses of each class at the top of a file. */
function basesIn({ file: { code } }: Side): ReadonlyMap<string, readonly string[]> {
  const { source } = code;
  const classes = statementsOf(code.node)
    .map(definitionOf)
    .filter(({ name }) => name === 'ClassDefinition');
  return new Map(
    classes.map((definition) => {
      const list = definition.getChild('ArgList');
      const inner = list === null ? [] : childrenOf(list).filter(({ name }) => !/^[()]$/.test(name));
      const bases = partsOf(inner).map((part) => part.map((node) => textOf({ node, source })).join(''));
      return [nameOf(definition, source), bases];
    }),
  );
}
