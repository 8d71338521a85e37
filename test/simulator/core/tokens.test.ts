import { describe, expect, it } from 'vitest';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import {
  actorOf,
  mintToken,
  setRepositories,
  setSuspended,
} from '../../../src/simulator/ops/access/installations.ts';
import { canSee } from '../../../src/simulator/ops/access/permit.ts';
import { createRepository } from '../../../src/simulator/ops/code/create-repository.ts';
import { refusal, scene } from './core-world.ts';

// docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app
describe('installation tokens', () => {
  it('can be narrowed to fewer permissions', async () => {
    const { world, app, installation, repository } = await scene();
    const actor = actorOf(mintToken(world, app, installation.id, { permissions: { issues: 'read' } }));
    expect(await refusal(() => createIssue(world, actor, repository, { title: 'x' }))).toMatchObject({
      status: 403,
    });
  });

  it('cannot be widened beyond the installation', async () => {
    const { world, app, installation } = await scene();
    const mint = () => mintToken(world, app, installation.id, { permissions: { workflows: 'write' } });
    expect(await refusal(mint)).toMatchObject({ status: 422 });
  });

  it('see the repositories they were minted for, and lose them with the installation', async () => {
    const { world, app, installation, repository, owner } = await scene({ isPrivate: true });
    const content = { files: { 'x.txt': 'x' } };
    const other = await createRepository(world, {
      owner: owner.user,
      name: 'other',
      content,
      isPrivate: true,
    });
    setRepositories(world, installation, [repository, other], owner.user);
    const actor = actorOf(mintToken(world, app, installation.id, { repositories: ['demo'] }));
    expect([canSee(actor, repository), canSee(actor, other)]).toEqual([true, false]);
    setRepositories(world, installation, [other], owner.user);
    expect(canSee(actor, repository)).toBe(false);
    expect(await refusal(() => createIssue(world, actor, repository, { title: 'x' }))).toMatchObject({
      status: 404,
    });
  });

  it('are not minted for what the installation lacks, nor while it is suspended', async () => {
    const { world, app, installation, owner } = await scene();
    expect(
      await refusal(() => mintToken(world, app, installation.id, { repositories: ['none'] })),
    ).toMatchObject({ status: 422 });
    expect(await refusal(() => mintToken(world, app, 1))).toMatchObject({ status: 404 });
    setSuspended(world, installation, 'suspended', owner.user);
    expect(await refusal(() => mintToken(world, app, installation.id))).toMatchObject({ status: 403 });
  });

  it('end after an hour', async () => {
    const { world, app, installation } = await scene();
    const before = world.now().getTime();
    const { expiresAt } = mintToken(world, app, installation.id);
    expect(expiresAt.getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(expiresAt.getTime() - before).toBeLessThan(3_660_000);
  });
});
