/** The first failure of a text that `failure-text.ts` wrote: the test, the line that failed, and what pytest says of it. */

const maxLines = 4;

/** Null where the text names no assertion. `names`: the tests that failed, the first one first. */
export function firstFailure(text: string, names: readonly string[]): string | null {
  const lines = text.split('\n');
  const at = lines.findIndex(isAssertion);
  const name = lines[at - 1];
  if (at < 1 || !name) return null;
  const rest = lines.slice(at);
  const end = rest.findIndex((line) => line !== name && names.includes(line));
  const own = end < 0 ? rest : rest.slice(0, end);
  const after = own.findIndex((line) => !isAssertion(line));
  const said = after < 0 ? own : own.slice(0, after);
  const code = own.map(failingLine).find((line) => line !== null);
  return [name, ...(code ? [`>   ${code}`] : []), ...said.slice(0, maxLines)].join('\n');
}

function isAssertion(line: string): boolean {
  return /^E(?:\s|$)/.test(line);
}

/** pytest's `>` in a traceback, or ours in an excerpt (`> 12 | …`). */
function failingLine(line: string): string | null {
  return /^>\s+(?:\d+ \|\s*)?(\S.*)$/.exec(line)?.[1] ?? null;
}
