/**
 * A real SIGKILL of the server before every effect, after it, and after its outcome, against a GitHub that lives on.
 * The effects are those of the effect table: a new one without a case here fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { effects, type EffectKind } from '../../src/acts/table.ts';
import { verifyStored } from '../../src/cli/shared/record-files.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { openReader } from '../../src/store/sqlite/open-reader.ts';
import type { StoreReader } from '../../src/store/port.ts';
import { loadSigningKey } from '../../src/store/signing-key.ts';
import type { Entry, EntryKind } from '../../src/task/entry.ts';
import { ledgerOf, type Ledger } from './ledger.ts';
import { openProject, type Project } from './project.ts';
import { freePort, serve, type Place, type Served } from './serve.ts';
import { assertFits, openGithub, readEntries, until } from './world.ts';

type Point = 'before' | 'after' | 'recorded';
const points: readonly Point[] = ['before', 'after', 'recorded'];

/** Where an effect can be met on its way to GitHub, and the entry that is its outcome. */
type Case = { readonly operation: string; readonly outcome: EntryKind; readonly since: EntryKind | null };
const cases: { readonly [K in EffectKind]: Case } = {
  announce: { operation: 'addComment', outcome: 'announced', since: null },
  // The status comment is a comment too: lain in wait for once that is posted.
  notify: { operation: 'addComment', outcome: 'notified', since: 'patch_applied' },
  publishTests: { operation: 'createRef', outcome: 'tests_published', since: null },
  openIssue: { operation: 'createIssue', outcome: 'issue_opened', since: null },
  answer: { operation: 'addReaction', outcome: 'answered', since: null },
  // The tests are a commit too: lain in wait for once those are published.
  publishChange: { operation: 'createCommitOnBranch', outcome: 'patch_applied', since: 'tests_published' },
  updateBranch: { operation: 'pulls/update-branch', outcome: 'base_updated', since: null },
  publishReview: { operation: 'addPullRequestReview', outcome: 'patch_reviewed', since: null },
  merge: { operation: 'pulls/merge', outcome: 'merged', since: null },
  finish: { operation: 'updateRefs', outcome: 'status_done', since: null },
  cancel: { operation: 'closePullRequest', outcome: 'cancelled', since: null },
};

type Life = {
  readonly github: Simulator;
  readonly project: Project;
  readonly ledger: Ledger;
  readonly entries: readonly Entry[];
  readonly killed: readonly EffectKind[];
  readonly verified: string;
};

type Story = {
  readonly kills: readonly EffectKind[];
  /** What people do once the record holds the entry; while the server is dead where it was killed for it. */
  readonly happenings: readonly {
    readonly once: EntryKind;
    readonly act: (project: Project) => Promise<unknown>;
  }[];
  readonly until: EntryKind;
  /** An issue that is told what is amiss, before there is anything else of it. */
  readonly size?: 'cadence:story';
};

const wholeLife: Story = {
  kills: ['publishTests', 'answer', 'publishChange', 'updateBranch', 'publishReview', 'merge', 'finish'],
  happenings: [
    { once: 'tests_published', act: async (project) => project.as('alice').comment(1, '/cadence status') },
  ],
  until: 'reported',
};
const stopped: Story = {
  kills: ['cancel'],
  happenings: [
    { once: 'patch_applied', act: async (project) => project.as('alice').comment(1, '/cadence stop') },
  ],
  until: 'cancelled',
};

const announcedAndStopped: Story = {
  kills: ['announce', 'openIssue'],
  happenings: [
    { once: 'announced', act: async (project) => project.as('alice').comment(1, '/cadence task Split it') },
    { once: 'answered', act: async (project) => project.as('alice').comment(1, '/cadence stop') },
  ],
  until: 'cancelled',
  size: 'cadence:story',
};

/** Somebody pushes to the branch: the task is held, and they are told. */
const notified: Story = {
  kills: ['notify'],
  happenings: [
    { once: 'patch_applied', act: async (project) => project.as('alice').push(foreignPush(project)) },
    { once: 'notified', act: async (project) => project.as('alice').comment(1, '/cadence stop') },
  ],
  until: 'cancelled',
};

function foreignPush(project: Project): { branch: string; files: Record<string, string> } {
  return { branch: project.pull().head.ref, files: { 'notes.txt': 'mine\n' } };
}

/** Lives one task to its end, with the server killed at each of the story's effects and started again. */
async function live(story: Story, point: Point): Promise<Life> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-crash-'));
  const place: Place = { dataDir: join(dir, 'data'), cacheDir: join(dir, 'cache'), port: await freePort() };
  const github = await openGithub(join(dir, 'github'));
  let server: Served | null = null;
  let reader: StoreReader | null = null;
  try {
    github.setHookUrl(`http://127.0.0.1:${place.port}/api/github/webhooks`);
    const redProof = story.kills.includes('publishTests') ? 'required' : '"off"';
    const project = await openProject(github, 'demo', { policy: `tests:\n  redProof: ${redProof}\n` });
    await github.settled();
    server = await serve(github, place);
    reader = await readerOf(place);
    const killed: EffectKind[] = [];
    const told = new Set<EntryKind>();
    const armed = new Set<EffectKind>();
    if (story.size)
      project.as('alice').openIssue({ title: 'A story', body: 'Much to do.', labels: [story.size] });
    if (story.size) project.as('alice').label(1, 'cadence');
    else project.begin();
    let entries: readonly Entry[] = [];
    const instead = async (): Promise<string> =>
      `${point}, killed at ${killed.join(', ')}; ${entries.map(({ kind, data }) => `${kind} ${JSON.stringify(data).slice(0, 160)}`).join('\n')}; ${server?.output() ?? ''}`;

    const done = (kind: EntryKind): boolean => entries.some((entry) => entry.kind === kind);
    for (;;) {
      const over = await until(`the next kill or the end (${point})`, instead, async () => {
        entries = await readEntries(reader as StoreReader, project);
        if (point !== 'recorded') arm(github, story, point, armed, done);
        for (const { once, act } of story.happenings)
          if (done(once) && !told.has(once)) {
            told.add(once);
            await act(project);
          }
        const met = nextMet(github, story, point, armed, killed, done);
        if (met) return met;
        return done(story.until) ? 'end' : null;
      });
      if (over === 'end') break;
      killed.push(over);
      await server.kill();
      // The base moves while nobody is there to see it.
      if (over === 'publishChange')
        await project
          .as('alice')
          .push({ branch: 'main', files: { 'utils/neg.py': 'def neg(x):\n    return -x\n' } });
      server = await serve(github, place);
    }
    // What people see and the checkpoint come after the last entry.
    const board = reader.board;
    await until('the task rests', instead, async () => {
      const row = await board.get(entries[0]?.task ?? '');
      return row && row.version === entries.length && row.waitEvents.length > 0 ? row : null;
    });
    const log = reader;
    await until('the log is sealed', instead, () => log.checkpoints.latest(project.name));
    await github.settled();
    const key = loadSigningKey(place.dataDir);
    if (key.kind === 'refused') throw new Error(key.message);
    const verification = await verifyStored(reader, project.name, key.key);
    assertFits(github);
    return {
      github,
      project,
      killed,
      entries: await readEntries(reader, project),
      ledger: ledgerOf(github, project),
      verified: verification.kind,
    };
  } finally {
    await server?.kill();
    await reader?.close();
    await github.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function arm(
  github: Simulator,
  { kills }: Story,
  point: 'before' | 'after',
  armed: Set<EffectKind>,
  done: (kind: EntryKind) => boolean,
): void {
  for (const kind of kills) {
    const { operation, since } = cases[kind];
    if (armed.has(kind) || (since !== null && !done(since))) continue;
    armed.add(kind);
    github.faults.add({ operation, resource: '*', kind: point === 'before' ? 'reset-before' : 'reset' });
  }
}

/** The effect that has just been cut off, or recorded. */
function nextMet(
  github: Simulator,
  { kills }: Story,
  point: Point,
  armed: ReadonlySet<EffectKind>,
  killed: readonly EffectKind[],
  done: (kind: EntryKind) => boolean,
): EffectKind | null {
  const left = kills.filter((kind) => !killed.includes(kind));
  if (point === 'recorded') return left.find((kind) => done(cases[kind].outcome)) ?? null;
  const pending = new Set(github.faults.pending().map(({ operation }) => operation));
  const met = left.find((kind) => armed.has(kind) && !pending.has(cases[kind].operation));
  // The connection has ended by now: what GitHub was to do of it is done.
  const cut = github.requests().filter(({ status }) => status === 0).length;
  return met && cut > killed.length ? met : null;
}

async function readerOf({ dataDir }: Place): Promise<StoreReader> {
  const opened = await openReader({ dir: dataDir });
  if (opened.kind === 'refused') throw new Error(opened.message);
  return opened.reader;
}

/** The path of the task: what was announced or dropped on the way is not part of it. */
function pathOf(entries: readonly Entry[]): string[] {
  return entries
    .map(({ kind }) => kind)
    .filter((kind) => !['intent', 'intent_dropped', 'answered'].includes(kind));
}

describe.concurrent.each(points)('a server killed %s each effect', (point) => {
  it('ends as if it had never been killed', { timeout: 180_000 }, async () => {
    const { ledger, entries, killed, verified, project } = await live(wholeLife, point);
    expect(killed).toEqual(expect.arrayContaining([...wholeLife.kills]));
    expect(ledger).toEqual({
      branches: { made: 1, commits: 3, deleted: 1 },
      pulls: { opened: 1, closed: 1, merged: 1 },
      issueCloses: 1,
      issuesOpened: 0,
      comments: { status: 1, replies: 1, notices: 0 },
      reviewsOfAHead: 1,
      checkRunsOfAHead: 1,
      landed: 2,
    } satisfies Ledger);
    expect(pathOf(entries).join(' ')).toBe(
      'queued admitted task_generated patch_built tests_published pytest_run patch_applied base_updated pytest_run ' +
        'review_drafted patch_reviewed merged committed status_done archived reported',
    );
    expect(entries.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
    expect(project.issue().state).toBe('closed');
    expect(verified).toBe('holds');
  });

  it('announces a hold once, and opens an issue from a comment once', { timeout: 180_000 }, async () => {
    const { ledger, entries, killed, verified } = await live(announcedAndStopped, point);
    expect(killed).toEqual(['announce', 'openIssue']);
    expect(ledger).toMatchObject({
      issuesOpened: 1,
      comments: { status: 1, replies: 1 },
      pulls: { opened: 0 },
    });
    const path = pathOf(entries).filter((kind) => kind !== 'notified');
    expect(path).toEqual(['queued', 'held', 'announced', 'issue_opened', 'cancelled']);
    expect(ledger.comments.notices).toBeLessThanOrEqual(1);
    expect(verified).toBe('holds');
  });

  it('mentions whose move it is once', { timeout: 120_000 }, async () => {
    const { ledger, entries, killed, verified } = await live(notified, point);
    expect(killed).toEqual(['notify']);
    expect(ledger).toMatchObject({ comments: { status: 1, replies: 0, notices: 1 } });
    expect(pathOf(entries).slice(-3)).toEqual(['held', 'notified', 'cancelled']);
    expect(verified).toBe('holds');
  });

  it('cancels once', { timeout: 120_000 }, async () => {
    const { ledger, entries, killed, verified, project } = await live(stopped, point);
    expect(killed).toEqual(['cancel']);
    expect(ledger).toMatchObject({
      branches: { made: 1, commits: 1, deleted: 0 },
      pulls: { opened: 1, closed: 1, merged: 0 },
      issueCloses: 0,
      comments: { status: 1, replies: 0 },
      landed: 0,
    });
    expect(pathOf(entries).at(-1)).toBe('cancelled');
    expect(project.pull().state).toBe('closed');
    expect(verified).toBe('holds');
  });
});

it('kills at every effect of the effect table', () => {
  const stories = [wholeLife, announcedAndStopped, notified, stopped];
  expect(stories.flatMap(({ kills }) => kills).toSorted()).toEqual(Object.keys(effects).toSorted());
});
