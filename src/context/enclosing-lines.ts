/**
 * For ranking alone, by indentation: python/outline says what really stands in what, and takes fifty times as long.
 */
type Definition = { readonly line: number; readonly indent: number };

const definition = /(?:async def|def|class) /uy;
const [newline, space, tab] = [...'\n \t'].map((character) => character.charCodeAt(0));

/**
 * For each of some lines of a Python file, in order and counted from 0, the heads of the classes and functions that it
 * stands in, outermost first. A blank line stands where the next line does.
 */
export function enclosingLines(text: string, starts: Uint32Array, lines: readonly number[]): number[][] {
  const found: number[][] = lines.map(() => []);
  const open: Definition[] = [];
  let asked = 0;
  for (let line = 0; line < starts.length && asked < lines.length; line += 1) {
    const start = starts[line] ?? 0;
    let at = start;
    while (text.charCodeAt(at) === space || text.charCodeAt(at) === tab) at += 1;
    if (at >= text.length || text.charCodeAt(at) === newline) continue;
    const indent = at - start;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    for (; (lines[asked] ?? Number.POSITIVE_INFINITY) <= line; asked += 1)
      found[asked] = open.map((one) => one.line);
    definition.lastIndex = at;
    if (definition.test(text)) open.push({ line, indent });
  }
  return found;
}
