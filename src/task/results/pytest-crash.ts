/** What a log says of a pytest that never came to its final line: a conftest that cannot be loaded, an exit code. */
import { collectionErrorKind, trimDetail, trimMessage, type CollectionError } from './test-results.ts';

const loading = /^ImportError while loading conftest '([^']+)'\.$/u;

/**
 * A conftest that cannot be loaded stops pytest before its session begins: no report, no summary, exit code 4. It is
 * a file that was not collected, and none of the tests under it ran.
 */
export function brokenConftest(lines: readonly string[]): CollectionError | null {
  const at = lines.findLastIndex((line) => loading.test(line));
  const path = loading.exec(lines[at] ?? '')?.[1];
  if (path === undefined) return null;
  const after = lines.slice(at + 1, at + 200);
  const end = after.findIndex((line) => line === '' || /^=+ /u.test(line));
  const detail = (end === -1 ? after : after.slice(0, end)).join('\n');
  const said = [...detail.matchAll(/^E\s+(\S.*)$/gmu)].at(-1)?.[1];
  return {
    file: relative(path, after),
    kind: collectionErrorKind(detail),
    message: trimMessage(said ?? lines[at] ?? ''),
    detail: trimDetail(detail),
  };
}

/** pytest names the conftest by its absolute path, and in the frames below it as they are elsewhere. */
function relative(path: string, frames: readonly string[]): string {
  for (const frame of frames) {
    const named = /^(\S+\.py):\d+: /u.exec(frame)?.[1];
    if (named !== undefined && path.endsWith(`/${named}`)) return named;
  }
  // On a runner the checkout is a directory of the repository's name within another of that name.
  return /\/([^/]+)\/\1\/(.+)$/u.exec(path)?.[2] ?? path;
}

/** The exit code that GitHub notes at the end of a workflow step that failed; null where it notes none. */
export function exitCode(text: string): string | null {
  const ends = text.slice(-64_000).matchAll(/##\[error\]Process completed with exit code (\d{1,3})\./gu);
  return [...ends].at(-1)?.[1] ?? null;
}
