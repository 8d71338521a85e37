/** A line that a traceback points to. */
export type Place = { readonly path: string; readonly line: number };

const pytestFrame = /^((?:\/|[A-Za-z]:\\)?[\w.+@ \-/\\]{1,300}\.py):(\d{1,6}): /u;
const pythonFrame = /^\s*(?:E\s+)?File "([^"\n]{1,300}\.py)", line (\d{1,6})/u;
/** Code that no patch of a repository can change. */
const foreign = /(?:^|\/)(?:site-packages|dist-packages|lib\/python\d[\d.]*)\//u;

/**
 * The lines that a traceback goes through, innermost first, each once: pytest's `path:line: ` and Python's
 * `File "path", line n`. Code outside the repository is left out.
 */
export function tracebackPlaces(detail: string): Place[] {
  const found = new Map<string, Place>();
  for (const text of detail.split('\n').toReversed()) {
    const [, path, line] = pytestFrame.exec(text) ?? pythonFrame.exec(text) ?? [];
    if (path === undefined || foreign.test(path)) continue;
    const place = { path, line: Number(line) };
    const key = `${path}:${line}`;
    if (!found.has(key)) found.set(key, place);
  }
  return [...found.values()];
}
