/** Names of tests, and what they say, without what differs from run to run though nothing has changed. */

/** The longer first: part of a time is a number, part of a path of a temporary folder is a random word. */
const volatile: readonly (readonly [pattern: RegExp, steady: string])[] = [
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/giu, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d(?:[T _]\d\d[:h]?\d\d(?:[:m]?\d\d(?:[.,]\d+)?)?(?:Z\b|[+-]\d\d:?\d\d\b)?)?/gu, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/gu, '<time>'],
  [/(?<![\w.])(?:[A-Z]:)?[\\/](?:tmp|temp|var[\\/]folders|private[\\/]var)[\\/][^\s'"\])},;:]*/giu, '<tmp>'],
  [/\bpytest-of-[^\s/\\]+/gu, 'pytest-of'],
  [/\bpytest-\d+\b/gu, 'pytest'],
  [/\btmp[a-z\d_]{8}(?![a-z\d_])/gu, '<tmp>'],
  [/\b0x[\da-f]{4,}\b/giu, '0x'],
  [/\b(?:popen-)?gw\d+\b/gu, '<worker>'],
  [/(?<=\blocalhost:|\b127\.0\.0\.1:|\b0\.0\.0\.0:|\[::1?\]:)\d{2,5}\b/gu, '<port>'],
  // Hexadecimal digits of a hash or a token: long, with letters and digits both.
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{8,}\b/giu, '<random>'],
  [/\b\d+\.\d{6,}(?:e[+-]?\d+)?\b/giu, '<random>'],
  [/\b\d{6,}\b/gu, '<random>'],
];

/** Two texts that differ only in such parts are equal; how many there are of them still counts. */
export function steady(text: string): string {
  let kept = text;
  for (const [pattern, word] of volatile) kept = kept.replaceAll(pattern, word);
  return kept;
}

/** The same without any number: what is left of a name whose parameters were drawn by chance. */
export function shapeOf(text: string): string {
  return steady(text).replaceAll(/\d+(?:\.\d+)?/gu, '#');
}
