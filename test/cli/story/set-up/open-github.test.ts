import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../../src/cli/story/set-up/open-github.ts';
import type { Story } from '../../../../src/cli/story/story.ts';
import { startSimulator } from '../../../../src/simulator/start-simulator.ts';

const path = '.github/workflows/ci.yml';
const workflow = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: "true"\n';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cadence-open-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function clone(files: Readonly<Record<string, string>>): Promise<Story['source']> {
  const at = await mkdtemp(join(dir, 'repo-'));
  await mkdir(join(at, '.github/workflows'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(at, name), text);
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const git = (...args: readonly string[]) => promisify(execFile)('git', ['-C', at, ...who, ...args]);
  await git('init', '-q', '-b', 'main');
  await git('add', '.');
  await git('commit', '-q', '-m', 'As it was');
  return { kind: 'git', dir: at, ref: 'refs/heads/main' };
}

/** The runs of a repository after it was opened; `tip`: of what its default branch is at. */
async function runsOf(source: Story['source'], onboarding: Story['onboarding']): Promise<string[]> {
  const simulator = await startSimulator({
    dir: await mkdtemp(join(dir, 'github-')),
    app: { permissions: {}, events: [] },
  });
  try {
    const repo = { owner: 'local', name: 'project', branch: 'main' };
    const issue = { title: 'x', body: '' };
    const rest = { label: 'cadence', model: { kind: 'none' }, happening: null, approves: 'nothing' } as const;
    await openRepository(simulator, { repo, source, onboarding, issue, ...rest });
    await simulator.settled();
    const [repository] = simulator.world.repositories;
    if (!repository) throw new Error('no repository');
    const { stdout } = await promisify(execFile)('git', ['-C', repository.gitDir, 'rev-parse', 'main']);
    return repository.workflowRuns.map(
      ({ event, headOid, attempts }) =>
        `${event} ${headOid === stdout.trim() ? 'tip' : 'older'} ${attempts.at(-1)?.conclusion}`,
    );
  } finally {
    await simulator.close();
  }
}

describe('the tests of the base', () => {
  it('run once on the tip that a story starts from, whatever it was made of', async () => {
    const own = { [path]: workflow };
    const once = ['push tip success'];
    expect(await runsOf({ kind: 'files', files: { 'a.py': '' } }, own)).toEqual(once);
    expect(await runsOf(await clone({ 'a.py': '' }), own)).toEqual(once);
    expect(await runsOf(await clone({ 'a.py': '', ...own }), {})).toEqual(once);
  });
});
