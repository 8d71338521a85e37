/** The secrets of this process, so that none of them is in a text that leaves it or is kept. */
export type Secrets = {
  readonly add: (secret: string) => void;
  /** A secret that is worth nothing after an hour: of these the newest are kept, of the others all. */
  readonly addToken: (token: string) => void;
  /** The text with `[redacted]` for every secret, however it is written. */
  readonly redact: (text: string) => string;
};

/** Shorter ones are no secrets, and would tear holes into any text. */
const shortest = 8;
/** One is minted an hour for each installation at work. */
const maxTokens = 400;

export function createSecrets(known: readonly (string | null)[] = []): Secrets {
  const forms = new Set<string>();
  const tokens = new Map<string, readonly string[]>();
  let pattern: RegExp | null = null;

  function add(secret: string): void {
    for (const form of piecesOf(secret).flatMap(formsOf)) forms.add(form);
    pattern = null;
  }

  function addToken(token: string): void {
    tokens.set(token, piecesOf(token).flatMap(formsOf));
    const [oldest] = tokens.keys();
    if (tokens.size > maxTokens && oldest !== undefined) tokens.delete(oldest);
    pattern = null;
  }

  function redact(text: string): string {
    if (forms.size === 0 && tokens.size === 0) return text;
    // The longest first: a secret that begins with another must not leave its end behind.
    pattern ??= new RegExp(
      [...forms, ...[...tokens.values()].flat()]
        .toSorted((one, other) => other.length - one.length)
        .map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join('|'),
      'g',
    );
    return text.replace(pattern, '[redacted]');
  }

  for (const secret of known) if (secret !== null) add(secret);
  return { add, addToken, redact };
}

/** A key in PEM is a secret line by line: quoted, indented or on one line, it is the same key. */
function piecesOf(secret: string): string[] {
  const lines = secret.split(/\s+|\\n/).filter((line) => line.length >= shortest && !line.includes('-----'));
  const isPem = secret.includes('-----BEGIN ');
  return isPem ? lines.filter((line) => /^[\w+/=]{20,}$/.test(line)) : [secret.trim()].filter(isLong);
}

function isLong(text: string): boolean {
  return text.length >= shortest;
}

/** As it stands, as JSON and addresses write it, and in base64: what a model that was told to hide it might do. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
    Buffer.from(secret).toString('hex'),
  ];
}
