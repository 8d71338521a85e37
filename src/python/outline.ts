import { lineFinder } from './line-finder.ts';
import { parsePython } from './tree.ts';

/** A definition in a Python file. `name` is dotted within the file, lines count from 1, inclusive. */
export type PythonSymbol = {
  kind: 'class' | 'function';
  name: string;
  /** The definition's first line without its body: `def add(x, y) -> int`. */
  signature: string;
  first: number;
  last: number;
};

/** The classes and functions of a Python file, in order; broken code gives what can be made out. */
export function outlinePython(text: string): PythonSymbol[] {
  const lineAt = lineFinder(text);
  const symbols: PythonSymbol[] = [];
  const open: { name: string; to: number }[] = [];
  let decorated: { from: number; to: number } | null = null;
  const cursor = parsePython(text).node.cursor();
  do {
    const { name: node, from, to } = cursor;
    if (node === 'DecoratedStatement') decorated = { from, to };
    if (node !== 'ClassDefinition' && node !== 'FunctionDefinition') continue;
    while ((open.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= from) open.pop();
    const tree = cursor.node;
    const word = tree.getChild('VariableName');
    if (word === null) continue;
    const start = decorated !== null && from < decorated.to && decorated.from < from ? decorated.from : from;
    decorated = null;
    const own = text.slice(word.from, word.to);
    const name = [...open.map((outer) => outer.name), own].join('.');
    const body = tree.getChild('Body')?.from ?? to;
    symbols.push({
      kind: node === 'ClassDefinition' ? 'class' : 'function',
      name,
      signature: text.slice(from, body).replaceAll(/\s+/gu, ' ').trim().slice(0, 200),
      first: lineAt(start),
      last: lineAt(Math.max(from, from + text.slice(from, to).trimEnd().length - 1)),
    });
    open.push({ name: own, to });
  } while (cursor.next());
  return symbols;
}
