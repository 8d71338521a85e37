/** What `---` and `+++` say: a file's name, and behind it a time or a revision. */
export type HeaderName = {
  /** Null is no file: `/dev/null`, or what Subversion says of one that is not there. */
  readonly name: string | null;
  /** The beginning of all time, which GNU diff gives a file that is not there. */
  readonly isEpoch: boolean;
  /** What tells this version of the file from others, where the header does: `revision 3`. */
  readonly version: string | null;
};

const zone = '(?:Z|[A-Z]{3,4}|[+-]\\d{2}:?\\d{2})';
/** Behind a tab anything may follow; behind spaces, which a name may hold, only what the tools write. */
const trailer = new RegExp(
  '(?<![ \\t])[ \\t]+(?:' +
    [
      `\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?: ?${zone})?`,
      `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?: ${zone})? \\d{4}(?: ${zone})?`,
      '\\((?:revision \\d+|working copy|nonexistent|\\.\\.\\.[^()]*)\\)',
    ].join('|') +
    ')$',
);

export function headerName(header: string): HeaderName {
  const { name, trailers } = splitHeader(header);
  return {
    name: name === '/dev/null' || trailers.includes('(nonexistent)') ? null : name,
    isEpoch: isEpoch(trailers),
    version: /\((revision \d+)\)/.exec(trailers)?.[1] ?? null,
  };
}

function splitHeader(header: string): { readonly name: string; readonly trailers: string } {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(header)?.[0];
  if (quoted !== undefined) return { name: unquote(quoted), trailers: header.slice(quoted.length) };
  let name = (header.split('\t', 1)[0] ?? '').trimEnd();
  for (let end = name.search(trailer); end > 0; end = name.search(trailer)) name = name.slice(0, end);
  return { name, trailers: header.slice(name.length) };
}

/** The name of `rename from` and `rename to`: nothing stands behind it. */
export function nameAlone(name: string): string {
  return name.startsWith('"') ? unquote(name) : name.trimEnd();
}

function isEpoch(trailers: string): boolean {
  const [, date, time, hours = '+00', minutes = '00'] =
    /(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.0+)? ?(?:([+-]\d\d):?(\d\d))?\s*$/.exec(trailers) ?? [];
  return date !== undefined && Date.parse(`${date}T${time}${hours}:${minutes}`) === 0;
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
