import { RE2JS } from 're2js';

/** A regular expression that is matched anywhere in a line. */
export type LinePattern = { readonly source: string; readonly test: (line: string) => boolean };

export type ParsedPattern =
  | { readonly kind: 'pattern'; readonly pattern: LinePattern }
  /** `message` is the end of a sentence. */
  | { readonly kind: 'wrong'; readonly message: string };

const maxLength = 500;
/** Steps of the compiled pattern: compiling takes a microsecond or two for each, matching one at most a character. */
const maxExpanded = 20_000;
const maxProgram = 1_000;

/**
 * A pattern that people or models wrote, as JavaScript writes them, or why not. The engine is RE2: it never goes back,
 * so its time grows with the text and no pattern can hold up the server. What needs going back it does not know.
 */
export function parsePattern(source: string): ParsedPattern {
  if (source.length > maxLength) return wrong(`the pattern has more than ${maxLength} characters`);
  if (expandedLength(source) > maxExpanded)
    return wrong('its counted repetitions {} make the pattern too large to compile');
  const strange = strangeEscape(source);
  if (strange !== null) return wrong(strange);
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    if (compiled.programSize() > maxProgram)
      return wrong('its counted repetitions {} make the pattern too large to match');
    return { kind: 'pattern', pattern: { source, test: (line) => compiled.test(line) } };
  } catch (error) {
    return wrong(whyRefused(source, error));
  }
}

/** How long the pattern would be if each repetition were written out, or somewhat more. */
function expandedLength(source: string): number {
  let ofGroups = 1;
  let ofSingle = 1;
  for (const [, group, low = '0', high = ''] of source.matchAll(/(\)?)\{(\d{1,9})(?:,(\d{0,9}))?\}/g)) {
    const count = Math.max(1, Number(low), Number(high));
    if (group === ')') ofGroups *= count;
    else ofSingle = Math.max(ofSingle, count);
  }
  return source.length * ofGroups * ofSingle;
}

/** The translation takes an escape that it does not know for the letter itself, and would match something else. */
function strangeEscape(source: string): string | null {
  for (const [escape, letter = ''] of source.matchAll(/\\(.)/gs)) {
    if (/[1-9k]/.test(letter)) return 'back references are not supported';
    if (/[A-Za-z]/.test(letter) && !/[dDwWsSbBnrtfvxucpP]/.test(letter)) return `${escape} is no escape`;
  }
  return null;
}

function whyRefused(source: string, error: unknown): string {
  if (/\(\?<?[=!]/.test(source)) return 'look-ahead and look-behind, (?= (?! (?<= (?<!, are not supported';
  const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unknown';
  return `this is no regular expression: ${said}`;
}

function wrong(message: string): ParsedPattern {
  return { kind: 'wrong', message };
}
