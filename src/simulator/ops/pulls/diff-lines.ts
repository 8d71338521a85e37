/** Lines of a file's diff that a review comment can stand on, with the hunk text up to each. */
export type DiffLines = {
  RIGHT: Map<number, string>;
  LEFT: Map<number, string>;
};

/** Reads the hunks of one file's unified diff (without file headers). */
export function diffLines(patch: string): DiffLines {
  const lines: DiffLines = { RIGHT: new Map(), LEFT: new Map() };
  let hunk = '';
  let left = 0;
  let right = 0;
  for (const line of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) {
      hunk = line;
      left = Number(header[1]);
      right = Number(header[2]);
      continue;
    }
    const kind = line[0];
    if (kind !== '+' && kind !== '-' && kind !== ' ') continue;
    hunk = `${hunk}\n${line}`;
    if (kind !== '+') lines.LEFT.set(left++, hunk);
    if (kind !== '-') lines.RIGHT.set(right++, hunk);
  }
  return lines;
}
