/** The two names that a file's section of a diff gives, without prefixes; null is `/dev/null`. */
export type DiffPaths = { readonly old: string | null; readonly new: string | null };

const prefixes = /^[abciow]\//;

/** `--- a/x` and `+++ b/x` as git, GNU diff and people write them. */
export function diffPaths(oldHeader: string, newHeader: string): DiffPaths {
  const one = nameOf(oldHeader);
  const other = nameOf(newHeader);
  if (one === null || other === null) return { old: unprefixed(one, 'a/'), new: unprefixed(other, 'b/') };
  // The same name twice has no prefixes, even where it starts with a folder called a.
  if (one === other) return { old: one, new: other };
  if (prefixes.test(one) && prefixes.test(other) && one.charAt(0) !== other.charAt(0))
    return { old: one.slice(2), new: other.slice(2) };
  return { old: one, new: other };
}

/** The names of a `diff --git` line, where both are the same but for their prefixes. */
export function gitPaths(rest: string): DiffPaths | null {
  const quoted = /^("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")$/.exec(rest);
  if (quoted !== null) return diffPaths(quoted[1] ?? '', quoted[2] ?? '');
  const half = (rest.length - 1) / 2;
  const one = rest.slice(0, half);
  const other = rest.slice(half + 1);
  return one.replace(prefixes, '') === other.replace(prefixes, '') ? diffPaths(one, other) : null;
}

/** A name as headers hold it: up to a tab (a time follows), unquoted; null is `/dev/null`. */
export function nameOf(header: string): string | null {
  const name = header.startsWith('"') ? unquote(header) : (header.split('\t')[0] ?? '').trimEnd();
  return name === '/dev/null' ? null : name;
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** Git quotes a name byte by byte, in octal. */
function unquote(header: string): string {
  const body = /^"((?:[^"\\]|\\.)*)"/.exec(header)?.[1] ?? header;
  const bytes: number[] = [];
  for (const [piece, octal, letter] of body.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255);
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else for (const byte of new TextEncoder().encode(piece)) bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function unprefixed(name: string | null, prefix: string): string | null {
  return name?.startsWith(prefix) ? name.slice(prefix.length) : name;
}
