import type { AddedLine } from './file-hunks.ts';
import type { ScreenFinding } from './screen-finding.ts';

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
  ['a Cadence signing key', /\bPRIVATE\+KEY\+[A-Za-z0-9+/=._-]{20,}/],
];
const assigned =
  /(?:secret|token|passw(?:or)?d|passphrase|api_?-?key|access_?-?key|private_?-?key|credential)s?\w{0,20}['"]?\s*(?::\s*\w+\s*=|:=|=>|[:=,(])\s*[bru]{0,2}(?:(['"])(?<quoted>[^'"\s]{12,200})\1|(?<bare>[A-Za-z0-9+/=_-]{20,200})\s*$)/i;
const inUrl = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"]{1,80}:(?<quoted>[^\s/@'"]{6,200})@[\w.-]+/i;
const placeholder =
  /example|sample|dummy|fake|changeme|change-me|placeholder|your[-_]|redacted|password|passwd|xxxx|\.\.\.|\*\*\*|[<>{}$%]/i;
const keyFile =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist)[^/]*)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|[^/]+\.(?:p12|pfx|jks|keystore))$/i;

// A line longer than this is no source line; the size gate refuses far longer ones.
const scannedCharacters = 20_000;

/** Keys and tokens on added lines. Nothing of what was found is ever repeated. */
export function screenSecrets(path: string, added: readonly AddedLine[]): ScreenFinding[] {
  const file: ScreenFinding[] =
    keyFile.test(path) && added.length > 0
      ? [
          {
            gate: 'secrets',
            reason: 'secret-file',
            path,
            message: 'A file of this name holds secrets; keep it out of the repository.',
          },
        ]
      : [];
  const lines = added.flatMap(({ line, text }): ScreenFinding[] => {
    const what = secretIn(text.slice(0, scannedCharacters));
    if (what === null) return [];
    const message = `Line ${line} adds what looks like ${what}; take it out, and revoke it if it was real.`;
    return [{ gate: 'secrets', reason: 'secret', path, line, message }];
  });
  return [...file, ...lines];
}

/** What kind of secret a text looks like it holds, in words; null for none. */
export function secretIn(text: string): string | null {
  const found = known.find(([, pattern]) => pattern.test(text));
  if (found !== undefined) return found[0];
  const inAddress = inUrl.exec(text)?.groups?.['quoted'];
  if (inAddress !== undefined && !placeholder.test(inAddress)) return 'a password in an address';
  const groups = assigned.exec(text)?.groups;
  const value = groups?.['quoted'] ?? groups?.['bare'];
  return value !== undefined && looksRandom(value) ? 'a secret value' : null;
}

/** Letters and digits in no order that words have: 3.5 bits a character over at least 16 of them. */
function looksRandom(value: string): boolean {
  if (value.length < 16 || placeholder.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / value.length) * Math.log2(count / value.length),
    0,
  );
  return bits >= 3.5;
}
