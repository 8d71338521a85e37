import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startActions, type ActionsSettings } from '../../../../src/simulator/actions/start-actions.ts';
import { createUser, createWorld } from '../../../../src/simulator/create-world.ts';
import { writeCommit } from '../../../../src/simulator/git/commit-object.ts';
import { writeBlob } from '../../../../src/simulator/git/write-object.ts';
import { writeTree } from '../../../../src/simulator/git/write-tree.ts';
import { readRef, zeroOid } from '../../../../src/simulator/git/ref-store.ts';
import { createRepository } from '../../../../src/simulator/ops/code/create-repository.ts';
import { changeRefs } from '../../../../src/simulator/ops/code/change-refs.ts';
import { createPull } from '../../../../src/simulator/ops/pulls/pulls.ts';
import type { Actions } from '../../../../src/simulator/actions/service.ts';
import type { Actor } from '../../../../src/simulator/state/access.ts';
import type { Pull, Repository } from '../../../../src/simulator/state/repository.ts';
import type { World } from '../../../../src/simulator/world.ts';

export type ActionsWorld = {
  readonly world: World;
  readonly repository: Repository;
  readonly actor: Actor;
  readonly actions: Actions;
  /** `event.action` and what it is about, in the order of sending. */
  readonly events: string[];
  /** Files become the branch's next commit; a branch begins at main. */
  push(branch: string, files: Readonly<Record<string, string>>, message?: string): Promise<string>;
  pull(branch: string): Promise<Pull>;
  /** Waits until all follow-ups and runs are over. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** A world with one repository, `octo/demo`, and Actions. */
export async function openWorld(settings: Partial<ActionsSettings> = {}): Promise<ActionsWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'actions-'));
  const world = createWorld({ dir, settings: { mergeableMs: 0 } });
  const events: string[] = [];
  world.hooks.emit = ({ event, action, fields }) => {
    const job = fields['workflow_job'] ?? fields['check_run'];
    const name = typeof job === 'object' && job !== null && 'name' in job ? ` ${String(job.name)}` : '';
    if (/^(?:check|workflow)_/.test(event)) events.push(`${event}.${String(action)}${name}`);
  };
  const owner = createUser(world, 'octo', 'User');
  const repository = await createRepository(world, {
    owner,
    name: 'demo',
    content: { files: { README: '' } },
  });
  const actions = startActions(world, { graceMs: 200, ...settings });
  world.actions = actions;
  const actor: Actor = { kind: 'user', user: owner };

  async function push(
    branch: string,
    files: Readonly<Record<string, string>>,
    message = 'Change',
  ): Promise<string> {
    const ref = `refs/heads/${branch}`;
    const { gitDir } = repository;
    const tip = await readRef(gitDir, ref);
    const parent = tip ?? (await readRef(gitDir, 'refs/heads/main'));
    const changes = await Promise.all(
      Object.entries(files).map(async ([path, text]) => ({
        path,
        mode: null,
        oid: await writeBlob(gitDir, Buffer.from(text)),
      })),
    );
    const tree = await writeTree(gitDir, parent, changes);
    const by = { name: 'Octo', email: 'octo@example.com', at: world.now() };
    const parents = parent === null ? [] : [parent];
    const after = await writeCommit(gitDir, { tree, parents, message, author: by, committer: by });
    await changeRefs(world, actor, repository, { changes: [{ ref, before: tip ?? zeroOid, after }] });
    return after;
  }

  async function settled(): Promise<void> {
    await world.later.idle();
    await actions.idle();
  }

  return {
    world,
    repository,
    actor,
    actions,
    events,
    push,
    pull: (branch) =>
      createPull(world, actor, repository, { title: `Pull ${branch}`, head: branch, base: 'main' }),
    settled,
    async close() {
      await actions.stop();
      world.later.stop();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
