import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import type { Verification } from '../record/verify-export.ts';
import { withReader } from './shared/open-data.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { readSigning } from './shared/read-signing.ts';
import { verifyFile, verifyStored } from './shared/record-files.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('verify', argv, { repo: 'text', json: 'flag' }, { least: 0, most: 1 });
  if (read.kind === 'exit') return read.code;
  const { repo, json } = read.options;
  const [file] = read.words;
  if ((file === undefined) === (repo === null))
    return wrong('verify', 'give a FILE or --repo, one of them').code;
  const format = json ? 'json' : 'text';
  if (file !== undefined) return verifyGiven(resolve(typedIn(processEnv()), file), format);
  return withReader(async (reader) => {
    if (repo === null || !(await reader.entries.repos()).includes(repo)) {
      say(`There is no record of ${repo} here.`);
      return 2;
    }
    const signing = readSigning();
    if (signing.kind === 'refused') {
      say(`${signing.message}.`);
      return 2;
    }
    return tell(await verifyStored(reader, repo, signing.key), format);
  });
}

function verifyGiven(path: string, format: 'json' | 'text'): number {
  if (!existsSync(path) || !statSync(path).isFile()) {
    say(`There is no file ${path}.`);
    return 2;
  }
  return tell(verifyFile(path), format);
}

/** Prints what was found; 0 only where everything holds. */
function tell(found: Verification, format: 'json' | 'text'): number {
  if (format === 'json') printJson(asJson(found));
  else printSentences(sentenceOf(found));
  return found.kind === 'holds' ? 0 : 1;
}

function sentenceOf(found: Verification): string {
  switch (found.kind) {
    case 'holds': {
      const past = found.entries.length - found.signed;
      const unsigned = past > 0 ? `, ${past} of them not signed yet` : '';
      return `The record of ${found.origin} holds: ${found.entries.length} entries${unsigned}, root ${base64(found.root)}.`;
    }
    case 'broken':
      return `The record does not hold: entry ${found.index} is the first that is wrong: ${found.message}.`;
    case 'rewritten':
      return `The record does not hold: ${found.message}. Its root is ${base64(found.root)}; the signed root is ${base64(found.signedRoot)}.`;
    case 'unverifiable':
      return `The record cannot be verified: ${found.message}.`;
    default: {
      const never: never = found;
      throw new Error(`unknown verification ${JSON.stringify(never)}`);
    }
  }
}

function asJson(found: Verification) {
  if (found.kind === 'holds') {
    const { origin, signed, entries, root } = found;
    return { verified: true, origin, entries: entries.length, signed, root: base64(root) };
  }
  const { message } = found;
  if (found.kind !== 'rewritten')
    return {
      verified: false,
      reason: found.reason,
      ...(found.kind === 'broken' ? { index: found.index } : {}),
      message,
    };
  const root = base64(found.root);
  const signedRoot = base64(found.signedRoot);
  return { verified: false, reason: 'rewritten', root, signedRoot, message };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
