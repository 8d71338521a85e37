export type SafePattern =
  /** `reach`: how many characters of a line may be matched; a longer line cannot be judged. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly reach: number }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * A pattern of the ruleset as a RegExp, or why not. JavaScript's engine backtracks and cannot be stopped, so what can
 * take exponential or steep polynomial time is refused: back references, look-behind, a repeated group that holds a
 * repetition or alternatives, more than a few repetitions. The rest is bounded by the length of what is matched.
 */
export function safePattern(source: string): SafePattern {
  if (source.length > maxLength) return wrong(`the pattern has more than ${maxLength} characters`);
  if (/\\(?:[1-9]|k<)/.test(source)) return wrong('back references can take for ever and are not allowed');
  if (/\(\?<[=!]/.test(source)) return wrong('look-behind is not allowed');
  const { repetitions, optional, nested } = readGroups(source);
  if (nested)
    return wrong('a repeated group may hold no repetition and no alternatives: it can take for ever');
  if (repetitions > maxRepetitions || optional > maxOptional)
    return wrong(
      `a pattern may have ${maxRepetitions} repetitions (*, +, {}) and ${maxOptional} optional parts (?) at most`,
    );
  try {
    return { kind: 'pattern', pattern: new RegExp(source, 'u'), reach: repetitions < 2 ? 2_000 : 500 };
  } catch (error) {
    const said =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'unknown';
    return wrong(`this is no regular expression: ${said}`);
  }
}

function wrong(message: string): SafePattern {
  return { kind: 'wrong', message };
}

const maxLength = 500;
const maxRepetitions = 2;
const maxOptional = 8;

type Group = { repeats: boolean; alternates: boolean };

/** Walks the pattern once, groups on a stack. */
function readGroups(source: string): { repetitions: number; optional: number; nested: boolean } {
  const stack: Group[] = [{ repeats: false, alternates: false }];
  let [repetitions, optional, nested] = [0, 0, false];
  let closed: Group | null = null;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    const group = stack.at(-1);
    const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(source.slice(at))?.[0];
    if (repeat !== undefined) {
      if (repeat === '?') optional += 1;
      else if (!/^\{\d\}$/.test(repeat)) repetitions += 1;
      nested ||= repeat !== '?' && closed !== null && (closed.repeats || closed.alternates);
      if (group !== undefined) group.repeats = true;
      at += repeat.length - 1;
      if (source.charAt(at + 1) === '?') at += 1;
      closed = null;
      continue;
    }
    closed = null;
    if (character === '\\') at += 1;
    else if (character === '[') at = endOfClass(source, at);
    else if (character === '|' && group !== undefined) group.alternates = true;
    else if (character === '(') {
      stack.push({ repeats: false, alternates: false });
      // What makes a group special starts with a question mark that repeats nothing.
      if (source.charAt(at + 1) === '?') at += 1;
    } else if (character === ')' && stack.length > 1) {
      closed = stack.pop() ?? null;
      const parent = stack.at(-1);
      if (parent !== undefined && closed !== null) {
        parent.repeats ||= closed.repeats;
        parent.alternates ||= closed.alternates;
      }
    }
  }
  return { repetitions, optional, nested };
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source.charAt(at) === '\\') at += 1;
    else if (source.charAt(at) === ']') return at;
  }
  return source.length;
}
