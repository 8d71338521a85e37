import type { Change, SourceFile } from '../../change/change.ts';
import { isTestPath, isTestSupport } from '../../change/test-files.ts';
import { readSource } from '../../change/text.ts';
import { parametersOf } from '../../../python/scope.ts';
import { definitionOf, nameOf, parsePython } from '../../../python/tree.ts';

type Names = { readonly defined: ReadonlySet<string>; readonly parameters: ReadonlySet<string> };

/** Functions and classes that the code of a change had, and has no more: what tests them has nothing to test. */
export function removedNames(change: Change): ReadonlySet<string> {
  const [before, after] = sidesOf(change);
  return new Set([...before.defined].filter((name) => name.length > 3 && !after.defined.has(name)));
}

/** Parameters that functions of the code have since the change, and none of them had before. */
export function newParameters(change: Change): ReadonlySet<string> {
  const [before, after] = sidesOf(change);
  return new Set([...after.parameters].filter((name) => !before.parameters.has(name)));
}

function sidesOf(change: Change): readonly [Names, Names] {
  const code = change.filter(
    ({ path }) =>
      path.endsWith('.py') && !isTestPath(path) && !isTestSupport(path) && !/(?:^|\/)tests\.py$/.test(path),
  );
  return [namesIn(code.map(({ before }) => before)), namesIn(code.map(({ after }) => after))];
}

function namesIn(files: readonly (SourceFile | null)[]): Names {
  const defined = new Set<string>();
  const parameters = new Set<string>();
  for (const file of files) {
    const source = file === null ? null : readSource(file);
    if (source === null) continue;
    parsePython(source)
      .node.cursor()
      .iterate(({ node }) => {
        if (/^(?:Function|Class)Definition$/.test(node.name)) defined.add(nameOf(definitionOf(node), source));
        if (node.name === 'FunctionDefinition')
          for (const { name } of parametersOf({ node, source })) parameters.add(name);
      });
  }
  return { defined, parameters };
}
