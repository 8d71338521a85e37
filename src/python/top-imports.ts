import { statementsOf, textOf, type Code } from './tree.ts';

/** Where a name at the top of a file comes from; `original` is '' for a module itself. */
export type TopImport = { readonly from: string; readonly original: string };

/** Names that a file imports at its top. */
export function topImports({ node, source }: Code): ReadonlyMap<string, TopImport> {
  const imports = new Map<string, TopImport>();
  for (const statement of statementsOf(node).filter(({ name }) => name === 'ImportStatement')) {
    const text = textOf({ node: statement, source }).replace(/[()\\\n]/g, ' ');
    const [, from, names] = /^(?:from\s+([\w.]+)\s+)?import\s+(.*)$/.exec(text) ?? [];
    for (const one of names?.split(',') ?? []) {
      const [original = '', , alias] = one.trim().split(/\s+/);
      const name = alias ?? original;
      if (name === '' || name.includes('.')) continue;
      imports.set(name, from === undefined ? { from: original, original: '' } : { from, original });
    }
  }
  return imports;
}
