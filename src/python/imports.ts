import { lineFinder } from './line-finder.ts';
import { argumentsOf, calledName, parsePython, statementsOf, textOf, type Code, type Node } from './tree.ts';

/** A top-level package that a file imports, and where. */
export type Import = { readonly name: string; readonly line: number };

/** Where a name at the top of a file comes from; `original` is '' for a module itself. */
export type TopImport = { readonly from: string; readonly original: string };

/** Every import that names its package, wherever it stands in the file; relative ones stay within it. */
export function importsIn(source: string): Import[] {
  const code = parsePython(source);
  const lineOf = lineFinder(source);
  const imports: Import[] = [];
  code.node.cursor().iterate((at) => {
    const node: Node = at.node;
    if (node.name === 'ImportStatement')
      for (const name of packagesOf({ node, source })) imports.push({ name, line: lineOf(node.from) });
    const loaded = loadedBy(node, source);
    if (loaded !== null) imports.push({ name: loaded, line: lineOf(node.from) });
    return node.name !== 'ImportStatement';
  });
  return imports;
}

/** Names that a file imports at its top. */
export function topImports({ node, source }: Code): ReadonlyMap<string, TopImport> {
  const imports = new Map<string, TopImport>();
  for (const statement of statementsOf(node).filter(({ name }) => name === 'ImportStatement')) {
    const { from, names } = readStatement({ node: statement, source });
    for (const { original, name } of names) {
      if (name === '' || name.includes('.')) continue;
      imports.set(name, from === null ? { from: original, original: '' } : { from, original });
    }
  }
  return imports;
}

/** `from a.b import c as d`; `from` is null for `import a.b as d`. `name` is what the file calls it. */
type Statement = {
  readonly from: string | null;
  readonly names: readonly { readonly original: string; readonly name: string }[];
};

function readStatement(code: Code): Statement {
  const text = textOf(code)
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\\s]+/g, ' ');
  const [, from = null, names = ''] = /^(?:from (.*?) ?)?\bimport (.*)$/.exec(text) ?? [];
  return {
    from,
    names: names.split(',').map((one) => {
      const [original = '', , alias] = one.trim().split(' ');
      return { original, name: alias ?? original };
    }),
  };
}

function packagesOf(code: Code): string[] {
  const { from, names } = readStatement(code);
  const modules = from === null ? names.map(({ original }) => original) : [from];
  return modules.flatMap((module) => /^[^\W\d]\w*/.exec(module)?.[0] ?? []);
}

/** `__import__("a.b")`, `importlib.import_module("a.b")`, `pytest.importorskip("a")`. */
function loadedBy(node: Node, source: string): string | null {
  if (!/^(?:__import__|import_module|importorskip)$/.test(calledName({ node, source }))) return null;
  const [first] = argumentsOf({ node, source }).positional;
  const text = first === undefined ? '' : textOf({ node: first, source });
  return /^["']([^\W\d]\w*)/.exec(text)?.[1] ?? null;
}
