import { blocksOf } from './blocks.ts';

/** The lines of a page, from 0, that belong to its paragraphs and headings, and to no code and no HTML. */
export function proseLines(lines: readonly string[]): ReadonlySet<number> {
  const text = lines.join('\n');
  const starts = new Set(
    blocksOf(text).flatMap((block) => (block.kind === 'text' ? block.lines.map(({ from }) => from) : [])),
  );
  const prose = new Set<number>();
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    for (let at = from; at <= from + indent; at += 1) if (starts.has(at)) prose.add(index);
    from += line.length + 1;
  }
  return prose;
}
