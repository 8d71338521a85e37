import type { Check } from '../../../python/check.ts';

/** A check as it reads without the arguments of these names, where they are given by name. */
export function withoutArguments(check: Check, names: ReadonlySet<string>): Check {
  if (names.size === 0) return check;
  return { ...check, subject: stripped(check.subject, names), expected: stripped(check.expected, names) };
}

function stripped(tokens: readonly string[], names: ReadonlySet<string>): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const isGiven = names.has(token) && tokens[at + 1] === '=' && /^[(,]$/.test(kept.at(-1) ?? '');
    if (!isGiven) {
      kept.push(token);
      continue;
    }
    at = endOfArgument(tokens, at) - 1;
    // One comma goes with it: the one before, or, of a first argument, the one after.
    if (kept.at(-1) === ',') kept.pop();
    else if (tokens[at + 1] === ',') at += 1;
  }
  return kept;
}

function endOfArgument(tokens: readonly string[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (depth === 0 && /^[,)]$/.test(token)) return at;
    if (/^[([{]$/.test(token)) depth += 1;
    else if (/^[)\]}]$/.test(token)) depth -= 1;
  }
  return tokens.length;
}
