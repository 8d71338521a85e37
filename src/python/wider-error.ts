/** Python's own exceptions below one that others catch too; those not named here are below `Exception`. */
const parents: Readonly<Record<string, string>> = {
  KeyError: 'LookupError',
  IndexError: 'LookupError',
  ZeroDivisionError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  FloatingPointError: 'ArithmeticError',
  FileNotFoundError: 'OSError',
  FileExistsError: 'OSError',
  PermissionError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  TimeoutError: 'OSError',
  ConnectionError: 'OSError',
  ConnectionResetError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  BrokenPipeError: 'ConnectionError',
  ModuleNotFoundError: 'ImportError',
  UnboundLocalError: 'NameError',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  IndentationError: 'SyntaxError',
  DeprecationWarning: 'Warning',
  FutureWarning: 'Warning',
  UserWarning: 'Warning',
  RuntimeWarning: 'Warning',
};

/** Would what is expected now also have let through what was not expected before? Tokens of `raises(…)`. */
export function widerError(was: readonly string[], now: readonly string[]): boolean {
  const before = split(was);
  const after = split(now);
  if (before.match !== '' && (after.match === '' || isWiderText(before.match, after.match))) return true;
  const wider = after.names.some(
    (name) => !before.names.includes(name) && before.names.some((one) => isBelow(one, name)),
  );
  return (
    wider ||
    (after.names.length > before.names.length && before.names.every((one) => after.names.includes(one)))
  );
}

function split(tokens: readonly string[]): { names: string[]; match: string } {
  const at = tokens.indexOf('match');
  const [error, match] = at < 0 ? [tokens, []] : [tokens.slice(0, at), tokens.slice(at + 2)];
  const names = error.filter((token) => /^[\w]/.test(token));
  return { names, match: match.join(' ').replace(/^[bf]?"([\s\S]*)"$/, '$1') };
}

function isWiderText(before: string, after: string): boolean {
  return /^(?:\.[*+]?|\^?\.\*\$?)?$/.test(after) || (before !== after && before.includes(after));
}

function isBelow(name: string, other: string): boolean {
  if (other === 'Exception' || other === 'BaseException') return name !== 'BaseException';
  for (let parent = parents[name]; parent !== undefined; parent = parents[parent])
    if (parent === other) return true;
  return false;
}
