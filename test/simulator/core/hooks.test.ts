import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setRepositories, setSuspended, uninstall } from '../../../src/simulator/ops/access/installations.ts';
import {
  setArchived,
  renameRepository,
  transferRepository,
} from '../../../src/simulator/ops/access/repository-settings.ts';
import { createUser } from '../../../src/simulator/create-world.ts';
import type { Scene } from './core-world.ts';
import { scene } from './core-world.ts';

type Received = {
  headers: IncomingHttpHeaders;
  body: string;
};

/** A world whose app listens; it answers with `status`. */
async function listening(status = 200): Promise<Scene & { received: Received[]; titles(): string[] }> {
  const here = await scene();
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end('said');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  here.app.hookUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
  here.world.hooks.restore();
  here.world.hooks.deliveries.length = 0;
  const titleOf = ({ body }: Received): string =>
    (JSON.parse(body) as { issue: { title: string } }).issue.title;
  return { ...here, received, titles: () => received.map(titleOf) };
}

describe('webhooks (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries)', () => {
  it('carry a signature over the bytes sent, and the delivery headers', async () => {
    const { owner, world, received, app } = await listening();
    owner.openIssue({ title: 'grüße' });
    await world.hooks.idle();
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const signature = createHmac('sha256', 'a secret').update(body).digest('hex');
    expect(headers).toMatchObject({
      'x-hub-signature-256': `sha256=${signature}`,
      'x-github-event': 'issues',
      'x-github-delivery': world.hooks.deliveries[0]?.guid,
      'x-github-hook-installation-target-id': String(app.id),
      'content-type': 'application/json',
    });
    expect(JSON.parse(body)).toMatchObject({ action: 'opened', sender: { login: 'octo' }, installation: {} });
  });

  it('arrive in the order of the acts', async () => {
    const { owner, world, titles } = await listening();
    for (const title of ['one', 'two', 'three', 'four']) owner.openIssue({ title });
    await world.hooks.idle();
    expect(titles()).toEqual(['one', 'two', 'three', 'four']);
  });

  it('show the state of their moment, not of the sending', async () => {
    const { owner, world, titles } = await listening();
    owner.openIssue({ title: 'before' });
    owner.editIssue(1, { title: 'after' });
    await world.hooks.idle();
    expect(titles()).toEqual(['before', 'after']);
  });

  it('are kept with the answer, and redelivered under the same id', async () => {
    const { owner, world, received, app } = await listening(500);
    owner.openIssue({ title: 'x' });
    await world.hooks.idle();
    const [first] = world.hooks.deliveries;
    expect(first).toMatchObject({
      statusCode: 500,
      status: 'Invalid HTTP Response: 500',
      isRedelivery: false,
    });
    expect(world.hooks.redeliver(app, first?.id ?? 0)).toBe('queued');
    expect(world.hooks.redeliver(app, 0)).toBe('unknown');
    await world.hooks.idle();
    expect(received.map(({ headers }) => headers['x-github-delivery'])).toEqual([first?.guid, first?.guid]);
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(world.hooks.deliveries[1]).toMatchObject({ guid: first?.guid, isRedelivery: true });
    expect(world.hooks.deliveries[1]?.id).not.toBe(first?.id);
  });

  it('a dropped one never arrives and can be fetched from the log', async () => {
    const { owner, world, titles } = await listening();
    world.hooks.dropNext({ event: 'issues.opened', resource: 'octo/demo#2' });
    for (const title of ['one', 'two', 'three']) owner.openIssue({ title });
    await world.hooks.idle();
    expect(titles()).toEqual(['one', 'three']);
    expect(world.hooks.deliveries.map(({ status }) => status)).toContain('failed to connect to host');
  });

  it('a doubled one arrives twice with one id', async () => {
    const { owner, world, received } = await listening();
    world.hooks.doubleNext({ event: 'issues' });
    owner.openIssue({ title: 'one' });
    owner.openIssue({ title: 'two' });
    await world.hooks.idle();
    const ids = received.map(({ headers }) => headers['x-github-delivery']);
    expect(ids).toHaveLength(3);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('a held one arrives after what came later', async () => {
    const { owner, world, titles } = await listening();
    world.hooks.holdNext({ event: 'issues', resource: 'octo/demo' });
    owner.openIssue({ title: 'one' });
    owner.openIssue({ title: 'two' });
    await world.hooks.idle();
    expect(world.hooks.releaseHook({ event: 'push' })).toBe(0);
    expect(world.hooks.releaseHook()).toBe(1);
    await world.hooks.idle();
    expect(titles()).toEqual(['two', 'one']);
  });

  it('go to subscribers alone', async () => {
    const { owner, world, installation, received } = await listening();
    installation.events = ['push'];
    owner.openIssue({ title: 'x' });
    await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    await world.hooks.idle();
    expect(received.map(({ headers }) => headers['x-github-event'])).toEqual(['push']);
  });

  it('stop while the app is suspended, but for the news of it', async () => {
    const { owner, world, installation, received } = await listening();
    setSuspended(world, installation, 'suspended', owner.user);
    owner.openIssue({ title: 'x' });
    await world.hooks.idle();
    expect(received.map(({ headers }) => headers['x-github-event'])).toEqual(['installation']);
  });
});

it('every event about installations and repositories fits its description', async () => {
  const { world, installation, repository, owner, events } = await scene();
  setRepositories(world, installation, [], owner.user);
  setRepositories(world, installation, [repository], owner.user);
  setSuspended(world, installation, 'suspended', owner.user);
  setSuspended(world, installation, 'active', owner.user);
  renameRepository(world, repository, 'renamed', owner.user);
  setArchived(world, repository, 'archived', owner.user);
  setArchived(world, repository, 'active', owner.user);
  transferRepository(world, repository, createUser(world, 'somebody', 'User'), owner.user);
  uninstall(world, installation, owner.user);
  expect(events()).toEqual([
    'installation_repositories.removed',
    'installation_repositories.added',
    'installation.suspend',
    'installation.unsuspend',
    'repository.renamed',
    'repository.archived',
    'repository.unarchived',
    'repository.transferred',
    'installation.deleted',
  ]);
  expect(world.mismatches).toEqual([]);
});
