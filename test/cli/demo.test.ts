import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/demo.ts';
import { verifyFile } from '../../src/cli/shared/record-files.ts';
import { scenarios } from '../../src/cli/story/scenarios.ts';
import { parseTrailer } from '../../src/record/trailer.ts';
import { openReader } from '../../src/store/sqlite/open-reader.ts';
import { columnsOf } from '../../src/words/wrap.ts';
import { read } from '../rules/house.ts';
import { captured } from './captured.ts';
import { keptRun, loggedRequests, scratch } from './kept-run.ts';

const main = resolve(import.meta.dirname, '../../src/cli/main.ts');
const named = ['tests/test_add.py::test_add', 'tests/test_add.py::test_add_negative'];

/** What a story tells, without what differs from run to run. */
function steady(progress: string): string[] {
  return progress
    .trimEnd()
    .split('\n')
    .filter((line) => !/^ *[\d.]+ s +[\w-]+ +… /.test(line))
    .map((line) =>
      line
        .replace(/^ *[\d.]+ s /, '')
        .replace(/\b[0-9a-f]{7}\b/g, 'commit')
        .replace(/\d[\d,.]*/g, 'N'),
    );
}

describe('demo', () => {
  it('tells the story of the failing test: red, green, reviewed, merged, recorded', async () => {
    const { code, err, line, dir, git } = await keptRun(run, [], 'shown');
    expect(code).toBe(0);
    expect(err.split('\n').filter((text) => columnsOf(text) > 100)).toEqual([]);
    // The story of the README is this one, but for its times, names of commits and counts.
    const block = read('README.md').match(/```\n( +0\.0 s .*?)```/s)?.[1] ?? '';
    expect(steady(err)).toEqual(steady(block));
    for (const name of named) expect(err.split(`${name}\n`)).toHaveLength(2);
    expect(line).toMatchObject({
      outcome: 'merged',
      reason: null,
      issue: { number: 1, state: 'closed', labels: ['cadence', 'cadence:done'] },
      pull: { number: 2, state: 'merged' },
      attempts: 1,
      proof: { failed: named },
      evidence: { passed: 3, headSha: line.pull?.headSha },
      review: { verdict: 'pass', findings: 0 },
      record: { verified: true },
    });
    expect(line.tokens.in).toBeGreaterThan(0);
    expect(line.cost.usd).toBeGreaterThan(0);

    // What the App counted is what the local GitHub was asked.
    expect(line.requests).toEqual(await loggedRequests(dir));
    expect(line.requests.total).toBeLessThanOrEqual(19);
    expect(line.requests.contentCreating).toBeLessThanOrEqual(9);

    const message = await git('log', '-1', '--format=%B', 'main');
    expect(message).toMatch(/^\[Cadence\] #1 add\(\) returns the wrong sum\n/);
    expect(parseTrailer(message, 'octo/demo')?.size).toBeGreaterThan(0);
    expect(await git('rev-parse', 'main')).toBe(line.pull?.mergeSha);
    expect((await readdir(dir)).toSorted()).toEqual([
      'data',
      'page.html',
      'record.checkpoint',
      'record.jsonl',
      'record.pub',
      'repo.git',
      'requests.jsonl',
    ]);
    const opened = await openReader({ dir: join(dir, 'data') });
    if (opened.kind !== 'opened') throw new Error(opened.message);
    expect(await opened.reader.board.list({})).toMatchObject([{ task: 'octo/demo#1', status: 'done' }]);
    await opened.reader.close();
    const page = await readFile(join(dir, 'page.html'), 'utf8');
    for (const shown of [
      '[Cadence] #1 add() returns the wrong sum',
      'cadence</strong> <span class="tag">bot</span> commented',
      'Cadence keeps this comment up to date.',
      'class="state closed"',
      'class="state pull-merged"',
      'class="sign failed"',
      'class="sign passed"',
      `run ${line.proof?.runId}`,
      `run ${line.evidence?.runId}`,
      ' reviewed at ',
    ])
      expect(page).toContain(shown);

    // The proof's commit holds the tests and is the parent of the change.
    expect(await git('rev-parse', `${line.pull?.headSha ?? ''}^`)).toBe(line.proof?.headSha);
    expect(await git('diff', '--name-only', 'main~1', line.proof?.headSha ?? '')).toBe('tests/test_add.py');

    expect(verifyFile(join(dir, 'record.jsonl'))).toMatchObject({ kind: 'holds' });
    const log = await readFile(join(dir, 'record.jsonl'));
    log[200] = (log[200] ?? 0) ^ 1;
    await writeFile(join(dir, 'record.jsonl'), log);
    expect(verifyFile(join(dir, 'record.jsonl'))).toMatchObject({ kind: 'broken' });
  });

  it('leaves a tree whose tests pass, and fail on the source as it was', async () => {
    const { git, dir } = await keptRun(run, ['--scenario', 'directive']);
    const tree = await scratch();
    const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
    await git('--work-tree', tree, 'checkout', '-q', 'main', '--', '.');
    await promisify(execFile)('python3', pytest, { cwd: tree });
    await git('--work-tree', tree, 'checkout', '-q', 'main~1', '--', 'utils');
    await expect(promisify(execFile)('python3', pytest, { cwd: tree })).rejects.toMatchObject({ code: 1 });

    // Kept in the same place again, it is the second run alone.
    const { out } = await captured(() => run(['--scenario', 'directive', '--json', '--keep', dir]));
    expect(JSON.parse(out)).toMatchObject({ requests: await loggedRequests(dir) });
    expect(await git('rev-list', '--count', 'main')).toBe('2');
  });

  it('needs a second attempt where CI is red, and says so', async () => {
    const { code, err, line, dir, git } = await keptRun(run, ['--scenario', 'second-try']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(line).toMatchObject({ outcome: 'merged', attempts: 2, proof: { failed: named } });
    expect(line.requests).toEqual(await loggedRequests(dir));
    expect(await git('show', 'main:utils/add.py')).toContain('return x + y');
  });

  it('mends a fault of three files by what the traceback of the first attempt says', async () => {
    const { code, line, git } = await keptRun(run, ['--scenario', 'real-bug']);
    expect(code).toBe(0);
    expect(line).toMatchObject({ outcome: 'merged', attempts: 2, evidence: { passed: 5 } });
    expect(line.tokens.in).toBeGreaterThan(line.tokens.out);
    expect(line.tokens.out).toBeGreaterThan(0);
    expect(line.cost.usd).toBeGreaterThan(0);
    expect((await git('diff', '--name-only', 'main~1', 'main', '--', 'jar')).split('\n')).toEqual([
      'jar/cookie.py',
      'jar/headers.py',
      'jar/store.py',
    ]);
  });

  it('repairs what a rule rejected', async () => {
    const { code, line, git } = await keptRun(run, ['--scenario', 'rejected']);
    expect(code).toBe(0);
    expect(line).toMatchObject({ outcome: 'merged', attempts: 2, review: { verdict: 'pass', findings: 0 } });
    expect(await git('show', 'main:utils/add.py')).toMatch(/return x \+ y$/);
  });

  it('is held after three red attempts, and main is as it was', async () => {
    const { code, err, line, git } = await keptRun(run, ['--scenario', 'three-reds']);
    // It ended as the story says.
    expect(code).toBe(0);
    expect(line).toMatchObject({
      outcome: 'held',
      reason: 'attempts-exhausted',
      issue: { state: 'open', labels: ['cadence', 'cadence:held'] },
      pull: { state: 'open', mergeSha: null },
      attempts: 3,
      evidence: null,
      review: null,
      record: { verified: true },
    });
    // Where it stops is said also without progress.
    expect(err).toContain('All attempts are used up');
    expect(await git('log', '--format=%s', 'main')).toBe('Initial commit');
  });

  it('is cancelled where a person says stop: the pull request is closed, main is as it was', async () => {
    const { code, line, dir, git } = await keptRun(run, ['--scenario', 'stopped']);
    expect(code).toBe(0);
    expect(line).toMatchObject({
      outcome: 'cancelled',
      reason: 'stopped',
      issue: { state: 'open', labels: ['cadence', 'cadence:cancelled'] },
      pull: { state: 'closed', mergeSha: null },
      record: { verified: true },
    });
    expect(await git('log', '--format=%s', 'main')).toBe('Initial commit');
    expect(await readFile(join(dir, 'page.html'), 'utf8')).toContain('class="state pull-closed"');
  });

  it('tests again on a main that moved', async () => {
    const { code, line, git } = await keptRun(run, ['--scenario', 'main-moves']);
    expect(code).toBe(0);
    expect(line).toMatchObject({ outcome: 'merged', attempts: 1 });
    expect((await git('log', '--format=%s', 'main')).split('\n')).toEqual([
      '[Cadence] #1 add() returns the wrong sum',
      'Greet politely',
      'Initial commit',
    ]);
    expect(await git('rev-parse', `main^{tree}`)).toBe(
      await git('rev-parse', `${line.evidence?.headSha ?? ''}^{tree}`),
    );
  });

  it('has a test above for each of its stories', async () => {
    const source = await readFile(import.meta.filename, 'utf8');
    for (const { name } of scenarios.slice(1)) expect(source).toContain(`'--scenario', '${name}'`);
  });

  it('lists its stories, and how each ends', async () => {
    const { code, out } = await captured(() => run(['--list']));
    expect(code).toBe(0);
    for (const { name, ends } of scenarios) expect(out).toMatch(new RegExp(`^${name} +${ends} +\\w`, 'm'));
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('holds what needs a model where there is none', async () => {
    const { code, line } = await keptRun(run, ['--model', 'none']);
    expect(code).toBe(1);
    expect(line).toMatchObject({
      outcome: 'held',
      reason: 'no-model',
      pull: null,
      tokens: { in: 0, out: 0 },
    });
  });

  it('refuses bad input with one sentence, exit code 2 and no JSON', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'bad.yml'), 'mode: active\nnonsense: 1\n');
    await mkdir(join(dir, 'repo.git'));
    const pages = await scratch();
    await writeFile(join(pages, 'page.html'), '<h1>Mine</h1>');
    for (const [argv, sentence] of [
      [['--scenario', 'nowhere'], /^There is no scenario "nowhere"/],
      [['--scenarios', 'add'], /did you mean --scenario\?/],
      [['--model', 'gpt'], /^There is no model "gpt"/],
      [['--policy', join(dir, 'bad.yml')], /bad\.yml:2:1: /],
      [['--policy', join(dir, 'none.yml')], /none\.yml cannot be read/],
      [['--keep', dir], /holds a repo\.git that no run of Cadence left there/],
      [['--keep', pages], /holds a page\.html that no run of Cadence left there/],
      [['--keep', join(dir, 'bad.yml')], /^Nothing can be written to/],
    ] as const) {
      const { code, out, err } = await captured(() => run(argv));
      expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
      expect(err).toMatch(sentence);
    }
    expect(await readdir(join(dir, 'repo.git'))).toEqual([]);
  });

  it('says what the machine lacks', async () => {
    const dir = await scratch();
    const bare = promisify(execFile)(process.execPath, [main, 'demo'], { env: { PATH: dir } });
    await expect(bare).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Python 3 was not found .*\n$/),
    });
  });

  it('stops at Ctrl-C and leaves nothing behind but the page of --keep, as far as it came', async () => {
    const dir = await scratch();
    const keep = await scratch();
    const child = spawn(process.execPath, [main, 'demo', '--keep', keep], {
      env: { ...process.env, TMPDIR: dir },
    });
    let shown = '';
    const code = new Promise((done) => child.once('exit', done));
    child.stderr.on('data', (chunk: Buffer) => {
      const before = shown;
      shown += String(chunk);
      // The tests of the pull request are running now.
      if (shown.includes('the tests alone') && !before.includes('the tests alone')) child.kill('SIGINT');
    });
    expect({ code: await code, shown }).toMatchObject({ code: 130 });
    expect(await readdir(dir)).toEqual([]);
    expect((await readdir(keep)).toSorted()).toEqual(['page.html', 'requests.jsonl']);
    expect(await readFile(join(keep, 'page.html'), 'utf8')).toContain('class="state pull-open"');
  });
});
