import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/verify.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';
import { formatVerifierKey, noteKeyOf } from '../../src/record/signed-note.ts';
import { roadTo } from '../task/build.ts';
import type { Draft } from '../../src/task/entry.ts';
import { logged, sealed as sealedAgain } from '../record/legal-log.ts';
import { signLog } from '../record/sign-log.ts';
import { captured, type Captured } from './captured.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-published-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = (): string => join(dir, 'octo.jsonl');
const clone = (): string => join(dir, 'clone');

function git(...args: readonly string[]): string {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-C', clone()];
  return execFileSync('git', [...own, ...args], { encoding: 'utf8' }).trim();
}

function commit(message: string): { sha: string; tree: string } {
  git('commit', '-q', '--allow-empty', '-m', message);
  return { sha: git('rev-parse', 'HEAD'), tree: git('rev-parse', 'HEAD^{tree}') };
}

function write(entries: readonly LogEntry[]): void {
  const { text, publicKey, checkpoint } = signLog(entries);
  writeFileSync(file(), text);
  writeFileSync(join(dir, 'octo.pub'), publicKey);
  writeFileSync(join(dir, 'octo.checkpoint'), checkpoint);
}

function withData<T extends { readonly data: object }>(one: T, changed: object): T {
  return Object.assign({}, one, { data: { ...one.data, ...changed } });
}

/** A repository into which the task of the record was merged, and that record. */
function landed(): LogEntry[] {
  mkdirSync(clone());
  git('init', '-q', '-b', 'main');
  const base = commit('before');
  const named = (draft: Draft): Draft => {
    if (draft.kind === 'intent' || draft.kind === 'reported' || draft.kind === 'queued') return draft;
    return JSON.parse(JSON.stringify(draft).replaceAll('"b0000000"', `"${base.sha}"`)) as Draft;
  };
  const road = roadTo('Meta reported').map(named);
  const to = road.findIndex(({ kind }) => kind === 'merged');
  const announced = logged(road.slice(0, to));
  const { trailer } = Object.assign({ trailer: '' }, announced.at(-1)?.data['data']);
  const merge = commit(`[Cadence] #7 add\n\nCloses #7\n\n${trailer}`);
  const after = road.slice(to).map((draft): Draft => {
    if (draft.kind === 'merged') return withData(draft, { mergeSha: merge.sha });
    if (draft.kind !== 'committed') return draft;
    return withData(draft, { mergeSha: merge.sha, tree: merge.tree });
  });
  const tested = road.slice(0, to).map((draft): Draft => {
    const isGreen = draft.kind === 'pytest_run' && draft.data.judged === 'green';
    if (!isGreen) return draft;
    return withData(draft, { evidence: { ...draft.data.evidence, tree: merge.tree } });
  });
  // The tree is told by the evidence, which stands before the trailer: the empty tree is known beforehand.
  const whole = logged([...tested, ...after]);
  const merging = whole.find((one) => one.data['step'] === 'merge');
  const published = Object.assign({ trailer: '' }, merging?.data['data']).trailer;
  git('commit', '-q', '--amend', '--allow-empty', '-m', `[Cadence] #7 add\n\nCloses #7\n\n${published}`);
  const sha = git('rev-parse', 'HEAD');
  return JSON.parse(JSON.stringify(whole).replaceAll(merge.sha, sha)) as LogEntry[];
}

function verify(...argv: readonly string[]): Promise<Captured> {
  return captured(() => run([file(), '--json', ...argv]));
}

async function told(...argv: readonly string[]): Promise<unknown> {
  return JSON.parse((await verify(...argv)).out);
}

describe('cadence verify --git', () => {
  it('says that the default branch agrees', async () => {
    write(sealedAgain(landed()));
    expect(await told('--git', clone())).toMatchObject({ verified: true, git: 'compared' });
    expect((await captured(() => run([file(), '--git', clone()]))).out).toContain(
      'The default branch agrees',
    );
  });

  it('reports a log that was cut back to its last published checkpoint', async () => {
    const entries = sealedAgain(landed());
    write(
      entries.slice(
        0,
        entries.findIndex(({ kind }) => kind === 'committed'),
      ),
    );
    expect(await told()).toMatchObject({ verified: true });
    expect(await told('--git', clone())).toMatchObject({
      verified: false,
      reason: 'published',
      message: expect.stringContaining('cut or unfinished'),
    });
    write(entries.slice(0, 5));
    expect(await told('--git', clone())).toMatchObject({
      index: 5,
      message: expect.stringContaining('the log is cut'),
    });
  });

  it('reports another log than the one that was published', async () => {
    const entries = sealedAgain(landed());
    const other = entries.map((one) => (one.kind === 'admitted' ? withData(one, { policyHash: 'q' }) : one));
    write(sealedAgain(other));
    expect(await told('--git', clone())).toMatchObject({
      message: expect.stringContaining('is another than the one'),
    });
  });

  it('reports a landing that is not there', async () => {
    const entries = sealedAgain(landed());
    git('checkout', '-q', '--orphan', 'other');
    commit('nothing of ours');
    write(entries);
    expect(await told('--git', clone())).toMatchObject({
      message: expect.stringContaining('is not on the default branch'),
    });
  });

  it('needs a repository that is whole', async () => {
    write(sealedAgain(landed()));
    expect(await verify('--git', dir)).toMatchObject({
      code: 2,
      err: expect.stringContaining('not a git repository'),
    });
    commit('one more');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${clone()}`, join(dir, 'shallow')]);
    expect(await verify('--git', join(dir, 'shallow'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('shallow'),
    });
  });
});

describe('cadence verify --key', () => {
  it('takes the key that the reader trusts, as text or as a file, and no other', async () => {
    const entries = logged(roadTo('Meta reported'));
    write(entries);
    const own = readFileSync(join(dir, 'octo.pub'), 'utf8').trim();
    const [, id] = own.split('+');
    expect(await told()).toMatchObject({ verified: true, key: { id, from: 'beside' } });
    expect(await told('--key', own)).toMatchObject({ verified: true, key: { id, from: 'given' } });
    expect(await told('--key', join(dir, 'octo.pub'))).toMatchObject({
      verified: true,
      key: { id, from: 'given' },
    });
    const { privateKey: forger } = generateKeyPairSync('ed25519');
    const foreign = formatVerifierKey(noteKeyOf('cadence/octo/cat', forger));
    expect(await told('--key', foreign)).toMatchObject({ verified: false, reason: 'other-key' });
    expect(await verify('--key', join(dir, 'nowhere'))).toMatchObject({ code: 2 });
    expect(existsSync(join(dir, 'nowhere'))).toBe(false);
  });

  it('finds its signature behind one of the same name and another key id', async () => {
    write(logged(roadTo('Meta reported')));
    const note = join(dir, 'octo.checkpoint');
    const text = readFileSync(note, 'utf8');
    const foreign = `\u2014 cadence/octo/cat ${Buffer.alloc(68, 7).toString('base64')}\n`;
    writeFileSync(note, text.replace('\n\n', `\n\n${foreign}`));
    expect(await told()).toMatchObject({ verified: true });
    writeFileSync(note, text.replace(/\n\n.*\n/, `\n\n${foreign}`));
    expect(await told()).toMatchObject({ verified: false, reason: 'other-key' });
  });
});
