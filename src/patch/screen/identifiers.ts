import { lineFinder } from '../../python/line-finder.ts';
import { parsePython } from '../../python/tree.ts';
import type { FileChange } from '../change/change.ts';
import type { AddedLine } from '../change/file-hunks.ts';
import { readSource } from '../change/text.ts';
import type { ScreenFinding } from './screen-finding.ts';

const isPlain = /^[\0-\x7f]*$/;

/**
 * Names on added lines that Python takes for other names: it reads each in its NFKC form, so that `ｓkip` is `skip` and
 * no search finds it.
 */
export function screenIdentifiers({ path, after }: FileChange, added: readonly AddedLine[]): ScreenFinding[] {
  const lines = new Map(
    added.filter(({ text }) => !isPlain.test(text)).map(({ line, text }) => [line, text]),
  );
  const source = path.endsWith('.py') && after !== null && lines.size > 0 ? readSource(after) : null;
  if (source === null) return [];
  const lineOf = lineFinder(source);
  const found = new Set<number>();
  parsePython(source)
    .node.cursor()
    .iterate(({ name, from, to }) => {
      if (name !== 'VariableName' && name !== 'PropertyName') return;
      const said = source.slice(from, to);
      if (said !== said.normalize('NFKC') && lines.has(lineOf(from))) found.add(lineOf(from));
    });
  return [...found].map((line) => ({
    gate: 'content',
    reason: 'disguised-name',
    path,
    line,
    message: `Line ${line} has a name that Python reads as another: write it in its plain form (NFKC).`,
  }));
}
