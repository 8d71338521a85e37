import { parsePython, textOf, type Node, lineFinder, argumentsOf, calledName } from './tree.ts';

/** A top-level package that a file imports, and where. */
export type Import = { readonly name: string; readonly line: number };

/** Every import that names its package, wherever it stands in the file; relative ones stay within it. */
export function importsIn(source: string): Import[] {
  const code = parsePython(source);
  const lineOf = lineFinder(source);
  const imports: Import[] = [];
  code.node.cursor().iterate((at) => {
    const node: Node = at.node;
    if (node.name === 'ImportStatement')
      for (const name of packagesOf(textOf({ node, source })))
        imports.push({ name, line: lineOf(node.from) });
    const loaded = loadedBy(node, source);
    if (loaded !== null) imports.push({ name: loaded, line: lineOf(node.from) });
    return node.name !== 'ImportStatement';
  });
  return imports;
}

function packagesOf(statement: string): string[] {
  const text = statement.replace(/[\\\s]+/g, ' ');
  const from = /^from (\.?[\w.]*)/.exec(text)?.[1];
  const modules = from === undefined ? text.replace(/^import /, '').split(',') : [from];
  return modules.flatMap((module) => /^\s*([^\W\d]\w*)/.exec(module)?.[1] ?? []);
}

/** `__import__("a.b")`, `importlib.import_module("a.b")`, `pytest.importorskip("a")`. */
function loadedBy(node: Node, source: string): string | null {
  if (!/^(?:__import__|import_module|importorskip)$/.test(calledName({ node, source }))) return null;
  const [first] = argumentsOf({ node, source }).positional;
  const text = first === undefined ? '' : textOf({ node: first, source });
  return /^["']([^\W\d]\w*)/.exec(text)?.[1] ?? null;
}
