import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run as runExport } from '../../src/cli/export.ts';
import { run } from '../../src/cli/verify.ts';
import { captured, type Captured } from './captured.ts';
import { appendSkipped, appendTask, makeDataDir, repo } from './data-dir.ts';

let dir: string;
let remove = (): void => {};
beforeEach(async () => {
  await make('sealed');
});
afterEach(() => {
  vi.unstubAllEnvs();
  remove();
});

/** `grown`: entries follow the checkpoint; `skipped`: one of them is no task's. */
async function make(how: 'sealed' | 'grown' | 'skipped'): Promise<void> {
  remove();
  const made = await makeDataDir(async (store, seal) => {
    await appendTask(store, 1);
    await appendTask(store, 2);
    await seal();
    if (how === 'grown') await appendTask(store, 3);
    if (how === 'skipped') await appendSkipped(store, 3);
  });
  dir = made.dir;
  remove = made.remove;
  vi.stubEnv('CADENCE_DATA_DIR', dir);
}

const file = (): string => join(dir, 'record.jsonl');

async function exported(): Promise<string> {
  const { code } = await captured(() => runExport(['--repo', repo, '--out', file()]));
  expect(code).toBe(0);
  return readFileSync(file(), 'utf8');
}

function verify(...argv: string[]): Promise<Captured> {
  return captured(() => run(argv));
}

function line(text: string, at: number): string {
  return `${text.split('\n')[at] ?? ''}\n`;
}

describe('cadence verify', () => {
  it('says that a record holds, beside whoever wrote it', async () => {
    await exported();
    const told = await verify(file());
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toMatch(/^The record of cadence\/octo\/cat holds: 6 entries, root \S+=\.\n/);
    expect(told.out).toContain(
      'Checked with the key that lies beside the record: that proves nothing about who wrote it.',
    );
    const json = await verify(file(), '--json');
    expect(JSON.parse(json.out)).toMatchObject({ verified: true, entries: 6, signed: 6 });
  });

  it.each<[name: string, change: (text: string) => string, index: number]>([
    ['a flipped byte', (text) => text.replace('"reason":"spec', '"reason":"spex'), 2],
    ['a deleted line', (text) => text.replace(line(text, 1), ''), 1],
    ['a doubled line', (text) => text.replace(line(text, 3), line(text, 3).repeat(2)), 4],
    [
      'two lines swapped',
      (text) => text.replace(line(text, 1) + line(text, 2), line(text, 2) + line(text, 1)),
      1,
    ],
    ['a tail that was cut off', (text) => text.slice(0, -line(text, 5).length), 5],
    ['a last byte that was cut off', (text) => text.slice(0, -1), 5],
  ])('exits 1 and names the first bad index of %s', async (_, change, index) => {
    const text = await exported();
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(file(), changed);
    const json = await verify(file(), '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ verified: false, index });
    expect((await verify(file())).out).toContain(`entry ${index} is the first that is wrong`);
  });

  it.each([
    ['record.pub', 'no-key'],
    ['record.checkpoint', 'no-checkpoint'],
  ])('exits 1 without %s: nothing was verified', async (name, reason) => {
    await exported();
    rmSync(join(dir, name));
    const json = await verify(file(), '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ verified: false, reason });
  });

  it('reads the data directory, and counts what is not signed yet', async () => {
    expect((await verify('--repo', repo)).out).toContain('6 entries, root');
    await make('grown');
    const told = await verify('--repo', repo);
    expect(told.code).toBe(0);
    expect(told.out).toContain('9 entries, 3 of them not signed yet');
  });

  it('finds a task that skipped a phase, and does not export it', async () => {
    await make('skipped');
    const json = await verify('--repo', repo, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ index: 6, reason: 'phases' });
    const refused = await captured(() => runExport(['--repo', repo, '--out', file()]));
    expect(refused.code).toBe(1);
    expect(() => readFileSync(file())).toThrow('ENOENT');
  });

  it('leaves a record and what its commitments open in a directory, each named by the record', async () => {
    const out = join(dir, 'out');
    const told = await captured(() => runExport(['--repo', repo, '--out', out, '--artefacts', '--json']));
    expect(JSON.parse(told.out)).toMatchObject({ file: join(out, 'record.jsonl'), artefacts: 2, erased: 0 });
    const found = await verify(join(out, 'record.jsonl'), '--json');
    expect(JSON.parse(found.out)).toMatchObject({ verified: true, artefacts: 1 });
    const [name = ''] = readdirSync(join(out, 'record.artefacts'));
    writeFileSync(join(out, 'record.artefacts', name), 'other');
    const changed = await verify(join(out, 'record.jsonl'), '--json');
    expect(changed.code).toBe(1);
    expect(JSON.parse(changed.out)).toMatchObject({ verified: false, reason: 'artefact' });
  });

  it.each(['one.jsonl', 'one.pub', 'one.checkpoint'])(
    'writes over an earlier export of the same record, and never over another %s',
    async (name) => {
      const out = join(dir, 'one.jsonl');
      const again = (): Promise<Captured> => captured(() => runExport(['--repo', repo, '--out', out]));
      expect((await again()).code).toBe(0);
      expect((await again()).code).toBe(0);
      writeFileSync(join(dir, name), 'of another');
      expect(await again()).toMatchObject({
        code: 1,
        err: expect.stringContaining(`${name} is not of the record`),
      });
      expect(readFileSync(join(dir, name), 'utf8')).toBe('of another');
    },
  );

  it.each<[name: string, argv: string[], sentence: RegExp]>([
    ['nothing', [], /give a FILE or --repo/],
    ['both', ['x', '--repo', repo], /give a FILE or --repo/],
    ['a file that is not there', ['/nowhere/record.jsonl'], /There is no file/],
    ['a directory', ['/'], /There is no file/],
    ['a repository without a record', ['--repo', 'octo/dog'], /no record of octo\/dog/],
    ['an unknown option', ['--rpeo', repo], /did you mean --repo/],
    ['an option without its value', ['--repo'], /--repo needs a value/],
    ['a value too many', ['--json=yes', 'x'], /--json takes no value/],
  ])('exits 2 with one sentence when it is given %s', async (_, argv, sentence) => {
    const told = await verify(...argv);
    expect(told).toMatchObject({ code: 2, out: '' });
    expect(told.err).toMatch(sentence);
    expect(told.err.trim().split('\n')).toHaveLength(1);
  });
});
