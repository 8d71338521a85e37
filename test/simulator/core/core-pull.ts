import { readRef } from '../../../src/simulator/git/ref-store.ts';
import { createPull } from '../../../src/simulator/ops/pulls/pulls.ts';
import type { Pull } from '../../../src/simulator/state/repository.ts';
import type { Scene } from './core-world.ts';
import { scene } from './core-world.ts';

/** A world with one pull request of the app, `topic` into `main`, its test merge done. */
export async function withPull(
  body = '',
  options: Parameters<typeof scene>[0] = {},
): Promise<Scene & { pull: Pull }> {
  const here = await scene(options);
  await here.owner.push({ branch: 'topic', files: { 'a.txt': 'one\n2\nthree\n' }, message: 'Change a' });
  const pull = await createPull(here.world, here.bot, here.repository, {
    title: 'Topic',
    body,
    head: 'topic',
    base: 'main',
  });
  await here.world.later.idle();
  return { ...here, pull };
}

export async function tip({ repository }: Scene, branch = 'main'): Promise<string> {
  return (await readRef(repository.gitDir, `refs/heads/${branch}`)) ?? '';
}
