import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import { noteKeyId, parseVerifierKey } from '../record/signed-note.ts';
import type { Verification } from '../record/verify-export.ts';
import { printVerified, type Asked } from './shared/print-verified.ts';
import { withReader } from './shared/open-data.ts';
import { say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { readHistory } from './shared/read-history.ts';
import { readSigning } from './shared/read-signing.ts';
import { checkArtefacts } from './shared/record-artefacts.ts';
import { keyBeside, recordPub, verifyFile, verifyStored, type Beside } from './shared/record-files.ts';

export async function run(argv: string[]): Promise<number> {
  const options = { repo: 'text', key: 'text', git: 'text', json: 'flag' } as const;
  const read = readArguments('verify', argv, options, { least: 0, most: 1 });
  if (read.kind === 'exit') return read.code;
  const { repo, key, git, json } = read.options;
  const [file] = read.words;
  if ((file === undefined) === (repo === null))
    return wrong('verify', 'give a FILE or --repo, one of them').code;
  const beside = await readBeside(key, git);
  if (beside === null) return 2;
  const format = json ? 'json' : 'text';
  if (file !== undefined) return verifyGiven(typed(file), beside, format);
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
    const found = await verifyStored(reader, repo, signing.key, beside);
    return printVerified(
      found,
      { ...asked(beside, recordPub(repo, signing.key), 'own'), artefacts: null },
      format,
    );
  });
}

function verifyGiven(path: string, beside: Beside, format: 'json' | 'text'): number {
  if (!isFile(path)) {
    say(`There is no file ${path}.`);
    return 2;
  }
  const found: Verification = verifyFile(path, beside);
  const artefacts = found.kind === 'holds' ? checkArtefacts(path, found.entries) : null;
  return printVerified(found, { ...asked(beside, keyBeside(path), 'beside'), artefacts }, format);
}

function asked(beside: Beside, other: string | null, from: 'own' | 'beside'): Omit<Asked, 'artefacts'> {
  const key = parseVerifierKey(beside.key ?? other ?? '');
  return {
    key: key && { id: noteKeyId(key), from: beside.key === null ? from : 'given' },
    history: beside.history === null ? 'not asked' : 'compared',
  };
}

/** What the reader brought; null where it cannot be used, which was said. */
async function readBeside(key: string | null, git: string | null): Promise<Beside | null> {
  const given = key === null ? null : readKey(key);
  if (key !== null && given === null) {
    say(`${key} is no public key, nor a file that holds one: it looks like record.pub.`);
    return null;
  }
  if (git === null) return { key: given, history: null };
  const read = await readHistory(typed(git));
  if (read.kind === 'history') return { key: given, history: read.history };
  say(`${read.message}.`);
  return null;
}

function readKey(given: string): string | null {
  if (parseVerifierKey(given)) return given;
  const text = isFile(typed(given)) ? readFileSync(typed(given), 'utf8') : '';
  return parseVerifierKey(text) ? text : null;
}

function typed(path: string): string {
  return resolve(typedIn(processEnv()), path);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
