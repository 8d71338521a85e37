import type { AddedLine } from '../change/file-hunks.ts';
import { runSecretlint, type LintHit } from './run-secretlint.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { isPlaceholder, secretIn } from './secret-in.ts';

const keyFile =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist)[^/]*)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|[^/]+\.(?:p12|pfx|jks|keystore))$/i;
/** Files of hashes: nothing in them is secret, and all of it looks so. */
const hashFile = /(?:^|\/)(?:[\w.-]+\.lock|package-lock\.json|go\.sum)$/;

// A line longer than this is read in pieces, which overlap by more than any secret is long.
const pieceLength = 20_000;
const overlap = 2_000;

/** Keys and tokens on added lines: by secretlint's rules and our own. Nothing of what was found is ever repeated. */
export async function screenSecrets(path: string, added: readonly AddedLine[]): Promise<ScreenFinding[]> {
  if (added.length === 0) return [];
  const linted = await lint(path, added);
  const lines = added.flatMap(({ line, text }): ScreenFinding[] => {
    const what = ownFind(path, text) ?? linted.get(line) ?? null;
    if (what === null) return [];
    const message = `Line ${line} adds what looks like ${what}. Remove it, and revoke it if it was real.`;
    return [{ gate: 'secrets', reason: 'secret', path, line, message }];
  });
  if (!keyFile.test(path)) return lines;
  const message = 'Files with this name contain secrets. Keep it out of the repository.';
  return [{ gate: 'secrets', reason: 'secret-file', path, message }, ...lines];
}

function ownFind(path: string, text: string): string | null {
  const mayHoldHashes = hashFile.test(path);
  for (let at = 0; at === 0 || at + overlap < text.length; at += pieceLength - overlap) {
    const what = secretIn(text.slice(at, at + pieceLength), { mayHoldHashes });
    if (what !== null) return what;
  }
  return null;
}

/** Line → what it looks like, in words. */
async function lint(path: string, added: readonly AddedLine[]): Promise<ReadonlyMap<number, string>> {
  const content = added.map(({ text }) => text).join('\n');
  const found = new Map<number, string>();
  for (const hit of await runSecretlint(path, content)) {
    const index = content.slice(0, hit.from).split('\n').length - 1;
    const line = added[index]?.line;
    if (line !== undefined && !isDummy(hit, content)) found.set(line, `a secret (rule "${hit.rule}")`);
  }
  return found;
}

/** A login in an address is often an example. */
function isDummy({ rule, from, to }: LintHit, content: string): boolean {
  if (!/^(?:basicauth|database-connection-string)$/.test(rule)) return false;
  const address = content.slice(from, to);
  return isPlaceholder(address) || /:(?:pass|pw|pwd|secret|foo|bar|test)@/i.test(address);
}
