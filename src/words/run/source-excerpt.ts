/** The lines of a file around one that a traceback points to. */
import type { Place } from '../../task/results/traceback.ts';
import { withoutInvisible } from '../../markdown/invisible.ts';
import { cutLine } from '../cut.ts';

/** The lines of a file as it stands at the head; null where there is no such text file. */
export type Source = (path: string) => readonly string[] | null;

const around = 3;
const maxSegments = 20;

/** `utils/add.py:2`, then the lines with their numbers; null where the head has no such line. */
export function sourceExcerpt({ path, line }: Place, source: Source): string | null {
  const found = inRepository(path, source);
  if (!found || line < 1 || line > found.lines.length) return null;
  const first = Math.max(1, line - around);
  const last = Math.min(found.lines.length, line + around);
  const width = `${last}`.length;
  const rows = found.lines.slice(first - 1, last).map((text, index) => {
    const number = first + index;
    const row = `${number === line ? '>' : ' '} ${`${number}`.padStart(width)} | ${withoutInvisible(text)}`;
    return cutLine(row.trimEnd().replaceAll('\n', ' '), 200);
  });
  return [`${found.path}:${line}`, ...rows].join('\n');
}

/** A runner names files by their absolute path: the checkout is found by what is left when it is taken off. */
function inRepository(path: string, source: Source): { path: string; lines: readonly string[] } | null {
  const segments = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((one) => one !== '' && one !== '.');
  for (let from = 0; from < Math.min(segments.length, maxSegments); from += 1) {
    const shorter = segments.slice(from).join('/');
    const lines = source(shorter);
    if (lines) return { path: shorter, lines };
  }
  return null;
}
