/**
 * Three directives of one repository, labelled at once: their runs end together, so that all three want to merge at the
 * same moment. Each must land as it was tested, also where the server is killed at a merge.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { openReader } from '../../src/store/sqlite/open-reader.ts';
import type { StoreReader } from '../../src/store/port.ts';
import type { Entry, EntryKind } from '../../src/task/entry.ts';
import { openProject, type Project } from './project.ts';
import { freePort, serve, type Place, type Served } from './serve.ts';
import { assertFits, openGithub, readEntries, until } from './world.ts';

/** How many trios are run, every second of them with a kill: three are for every day, fifty for a proof. */
const trios = Number(process.env['CADENCE_TRIOS'] ?? 3);
const names = ['one', 'two', 'three'] as const;

type Kill = 'never' | 'before the merge' | 'after the merge';
const kills: readonly Kill[] = ['never', 'after the merge', 'never', 'before the merge'];

type Landed = {
  readonly project: Project;
  /** The entries of each, and the tree of the head that was green last. */
  readonly tasks: readonly { readonly entries: readonly Entry[]; readonly testedTree: string }[];
  /** First-parent history of the default branch, oldest first. */
  readonly history: readonly { readonly sha: string; readonly tree: string; readonly parent: string }[];
};

const files = Object.fromEntries(
  names.map((name) => [`utils/${name}.py`, `def ${name}(x, y):\n    return x - 1 + y\n`]),
);

function directive(name: string): string {
  return `${name}() is off by one.

\`\`\`diff
--- /dev/null
+++ b/tests/test_${name}.py
@@ -0,0 +1,5 @@
+from utils.${name} import ${name}
+
+
+def test_${name}():
+    assert ${name}(2, 3) == 5
--- a/utils/${name}.py
+++ b/utils/${name}.py
@@ -1,2 +1,2 @@
 def ${name}(x, y):
-    return x - 1 + y
+    return x + y
\`\`\`
`;
}

async function land(kill: Kill): Promise<Landed> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-trio-'));
  const place: Place = { dataDir: join(dir, 'data'), cacheDir: join(dir, 'cache'), port: await freePort() };
  const github = await openGithub(join(dir, 'github'));
  let server: Served | null = null;
  let reader: StoreReader | null = null;
  try {
    github.setHookUrl(`http://127.0.0.1:${place.port}/api/github/webhooks`);
    const project = await openProject(github, 'trio', { runs: 'gated', files });
    await github.settled();
    server = await serve(github, place);
    const opened = await openReader({ dir: place.dataDir });
    if (opened.kind === 'refused') throw new Error(opened.message);
    reader = opened.reader;
    const store = reader;
    const issues = names.map((name) =>
      project.begin({ title: `${name}() is off by one`, body: directive(name) }),
    );
    const tasks = (): Promise<readonly Entry[][]> =>
      Promise.all(issues.map((issue) => readEntries(store, project, issue)));
    const instead = async (): Promise<string> =>
      [...(await tasks()).map(pathOf), server?.output() ?? ''].join('\n');
    const all = (kind: EntryKind): Promise<true> =>
      until(`each is ${kind}`, instead, async () => ((await tasks()).every(has(kind)) ? true : null), 90_000);

    await all('patch_applied');
    lieInWait(github, kill);
    project.openGate();
    if (kill !== 'never') {
      await until('a merge is cut off', instead, () => (wasCutOff(github) ? true : null));
      await server.kill();
      server = await serve(github, place);
    }
    await until(
      'each is at its end',
      instead,
      async () => ((await tasks()).every((entries) => isOver(entries)) ? true : null),
      120_000,
    );
    await github.settled();
    assertFits(github);
    return outcomeOf(project, await tasks());
  } finally {
    await server?.kill();
    await reader?.close();
    await github.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Merges take their time, so that they would overlap if they could; one of them is cut off. */
function lieInWait(github: Simulator, kill: Kill): void {
  const at = { operation: 'pulls/merge', resource: '*' } as const;
  if (kill === 'before the merge') github.faults.add({ ...at, kind: 'reset-before' });
  if (kill === 'after the merge') github.faults.add({ ...at, kind: 'reset' });
  for (const _name of names) github.faults.add({ ...at, kind: 'delay', ms: 300 });
}

function wasCutOff(github: Simulator): boolean {
  return github.requests().some(({ status }) => status === 0);
}

function has(kind: EntryKind): (entries: readonly Entry[]) => boolean {
  return (entries) => entries.some((entry) => entry.kind === kind);
}

function isOver(entries: readonly Entry[]): boolean {
  return has('reported')(entries) || has('held')(entries) || has('cancelled')(entries);
}

function pathOf(entries: readonly Entry[]): string {
  return entries.map(({ kind, data }) => `${kind} ${JSON.stringify(data).slice(0, 120)}`).join('; ');
}

function outcomeOf(project: Project, tasks: readonly (readonly Entry[])[]): Landed {
  const { gitDir, defaultBranch } = project.repository;
  const git = (...args: string[]): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { encoding: 'utf8' }).trim();
  const lines = git('log', '--first-parent', '--reverse', '--format=%H %T %P', defaultBranch);
  const history = lines.split('\n').map((line) => {
    const [sha = '', tree = '', parent = ''] = line.split(' ');
    return { sha, tree, parent };
  });
  const treeOf = (entries: readonly Entry[]): string => git('rev-parse', `${testedHead(entries)}^{tree}`);
  return {
    project,
    tasks: tasks.map((entries) => ({ entries, testedTree: treeOf(entries) })),
    history,
  };
}

/** The head that was green last before the merge. */
function testedHead(entries: readonly Entry[]): string {
  const green = entries.findLast((entry) => entry.kind === 'pytest_run' && entry.data.judged === 'green');
  return green?.headSha ?? '';
}

describe.each(
  Array.from({ length: trios }, (_, at) => [at + 1, kills[at % kills.length] ?? 'never'] as const),
)('trio %i, with a SIGKILL %s', (_number, kill) => {
  it('ends merged, none paused, each landed tree a tested tree', { timeout: 240_000 }, async () => {
    const { project, tasks, history } = await land(kill);
    expect(tasks.map(({ entries }) => entries.at(-1)?.kind)).toEqual(['reported', 'reported', 'reported']);
    const all = tasks.flatMap(({ entries }) => entries);
    expect(all.filter(({ kind: what }) => what === 'held' || what === 'cancelled')).toEqual([]);
    expect(project.pulls().map(({ merged }) => merged?.by.login)).toEqual(names.map(() => 'cadence[bot]'));

    // One commit each on top of the first, each with the tree of the head that was green, on the base it was tested on.
    expect(history).toHaveLength(1 + names.length);
    for (const { entries, testedTree } of tasks) {
      const merged = entries.find((entry) => entry.kind === 'merged');
      const commit = history.find(({ sha }) => sha === merged?.data.mergeSha);
      expect(commit).toMatchObject({ tree: testedTree, parent: merged?.data.base });
    }
  });
});
