const known: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/],
  ['an AWS secret key', /aws.{0,30}(?:secret|key).{0,10}['"=: ][A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/i],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})/],
  ['a GitLab token', /\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{20,}/],
  ['an API key of a model provider', /\bsk-(?:[a-z]+[a-z0-9]*-)*[A-Za-z0-9_-]{20,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['a package registry token', /\b(?:npm_[A-Za-z0-9]{36}|pypi-AgE[A-Za-z0-9_-]{50,})/],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['a Telegram token', /\b\d{8,10}:AA[A-Za-z0-9_-]{32,33}(?![A-Za-z0-9_-])/],
  ['a Discord token', /\b[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/],
  ['a Twilio key', /\bSK[0-9a-f]{32}\b/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}\b/],
  ['an Azure account key', /\bAccountKey=[A-Za-z0-9+/]{86}==/],
  ['a Cadence signing key', /\bPRIVATE\+KEY\+[A-Za-z0-9+/=._-]{20,}/],
];
const assigned =
  /(?:secret|token|passw(?:or)?d|passphrase|api_?-?key|access_?-?key|private_?-?key|credential)s?\w{0,20}['"]?\s*(?::\s*\w+\s*=|:=|=>|[:=,(])\s*[bru]{0,2}(?:(['"])(?<quoted>[^'"\s]{12,200})\1|(?<bare>[A-Za-z0-9+/=_-]{20,200})\s*$)/i;
const inUrl = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"]{1,80}:(?<quoted>[^\s/@'"]{6,200})@[\w.-]+/i;
const placeholder =
  /example|sample|dummy|fake|changeme|change-me|placeholder|your[-_]|redacted|password|passwd|xxxx|\.\.\.|\*\*\*|[<>{}$%]/i;

/** Characters of a text that may be random; longer ones are data. */
const candidate = /(['"`])(?<said>[A-Za-z0-9+/=_-]{24,120})\1/g;
const hashWords = /sha\d|hash|digest|integrity|checksum|fingerprint|etag|md5|commit|uuid|public[ _-]?key/i;

/** What kind of secret a text looks like it holds, in words; null for none. */
export function secretIn(text: string, { mayHoldHashes } = { mayHoldHashes: false }): string | null {
  const found = known.find(([, pattern]) => pattern.test(text));
  if (found !== undefined) return found[0];
  const inAddress = inUrl.exec(text)?.groups?.['quoted'];
  if (inAddress !== undefined && !isPlaceholder(inAddress)) return 'a password in an address';
  const groups = assigned.exec(text)?.groups;
  const value = groups?.['quoted'] ?? groups?.['bare'];
  if (value !== undefined && looksRandom(value)) return 'a secret value';
  if (mayHoldHashes || hashWords.test(text)) return null;
  const isRandom = [...text.matchAll(candidate)].some(({ groups: one }) => isKeyLike(one?.['said'] ?? ''));
  return isRandom ? 'a random key' : null;
}

export function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}

/** Letters and digits in no order that words have: 3.5 bits a character over at least 16 of them. */
function looksRandom(value: string): boolean {
  if (value.length < 16 || placeholder.test(value) || /^\w+:\/\//.test(value)) return false;
  return /\d/.test(value) && /[A-Za-z]/.test(value) && bitsOf(value) >= 3.5;
}

/**
 * With no word beside it that says so, a text must be more random yet: capitals, small letters and digits, and a change
 * of kind at two of five characters. Names, paths, alphabets, hexadecimal hashes and UUIDs are not.
 */
function isKeyLike(value: string): boolean {
  if (placeholder.test(value) || !/[A-Z]/.test(value) || !/[a-z]/.test(value)) return false;
  const kinds = [...value].map(kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return (value.match(/\d/g) ?? []).length >= 3 && changes / value.length >= 0.4 && bitsOf(value) >= 4;
}

function kindOf(character: string): string {
  if (/\d/.test(character)) return 'digit';
  if (/[A-Z]/.test(character)) return 'capital';
  return /[a-z]/.test(character) ? 'small' : 'other';
}

/** Entropy of the characters, in bits a character. */
function bitsOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / value.length) * Math.log2(count / value.length),
    0,
  );
}
