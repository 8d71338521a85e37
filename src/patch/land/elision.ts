const comment = /^\s*(?:#|\/\/|--|;|%|\/\*|<!--)\s*/;
const gap = /^(?:\.{3}|…)|(?:\.{3}|…)$/;
const gapWords =
  /\b(?:rest|remainder|remaining|unchanged|existing|omitted|as before|other (?:code|methods|functions|tests|imports))\b/i;
const said = [
  /^(?:\.{3}|…)$/,
  /^\(.*\b(?:unchanged|omitted|as before)\b.*\)$/i,
  /^(?:the )?(?:rest|remainder) of (?:the )?(?:file|code|class|module|function|implementation|methods|tests)\b/i,
  /^existing code\b/i,
];

/**
 * The line of a file's new text where its writer got tired of it: a comment that stands for lines which were there
 * (`# ... rest unchanged`). Null where there is none that the old file does not hold as well.
 */
export function elision(before: readonly string[], after: readonly string[]): string | null {
  const gaps = after.filter(isElision);
  if (gaps.length === 0) return null;
  const known = new Set(before);
  return gaps.find((line) => !known.has(line))?.trim() ?? null;
}

function isElision(line: string): boolean {
  if (line.length > 200 || !comment.test(line)) return false;
  const words = line
    .replace(comment, '')
    .replace(/(?:\*\/|-->)\s*$/, '')
    .trim();
  return said.some((pattern) => pattern.test(words)) || (gap.test(words) && gapWords.test(words));
}
