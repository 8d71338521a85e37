import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import type { Harness } from './harness.ts';
import { quiet, startHarness } from './harness.ts';

let github: Harness;
let receiver: Server;
let app: Octokit;
const received: unknown[] = [];

beforeAll(async () => {
  github = await startHarness();
  receiver = createServer((request, response) => {
    received.push(request.headers['x-github-delivery']);
    request.resume().on('end', () => response.writeHead(received.length === 1 ? 500 : 200).end('heard'));
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  github.app.hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  const { id: appId, privateKey } = github.app;
  app = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
    baseUrl: `${github.url}/api/v3`,
    log: quiet,
  });
  for (const title of ['One', 'Two', 'Three'])
    createIssue(github.world, { kind: 'user', user: github.people.octo }, github.repository, { title });
  await github.world.hooks.idle();
});
afterAll(async () => {
  await github.close();
  receiver.close();
});

it('lists the deliveries of an app newest first, by cursor, and shows one in full', async () => {
  const all = await app.paginate(app.rest.apps.listWebhookDeliveries, { per_page: 2 });
  const issues = all.filter(({ event }) => event === 'issues');
  expect(issues.map(({ status_code, action }) => [status_code, action])).toEqual([
    [200, 'opened'],
    [200, 'opened'],
    [500, 'opened'],
  ]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(github.world.hooks.deliveries.length);
  const failed = issues.at(-1);
  const { data } = await app.rest.apps.getWebhookDelivery({ delivery_id: Number(failed?.id) });
  expect(data.request.payload).toMatchObject({
    action: 'opened',
    issue: { title: 'One' },
    installation: { id: github.installation.id },
  });
});

it('delivers one again with the same id, as a further delivery', async () => {
  const { data: failed } = await app.request('GET /app/hook/deliveries?status=failure');
  const [one] = failed;
  expect(failed).toHaveLength(1);
  const answer = await app.rest.apps.redeliverWebhookDelivery({ delivery_id: one?.id ?? 0 });
  await github.world.hooks.idle();
  expect(answer.status).toBe(202);
  expect(received.at(-1)).toBe(one?.guid);
  const { data: newest } = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
  expect(newest).toMatchObject([{ guid: one?.guid, redelivery: true, status_code: 200 }]);
});

it('knows no delivery of another app, and tells it to no installation token', async () => {
  expect((await github.rest('/app/hook/deliveries')).status).toBe(401);
  await expect(app.rest.apps.getWebhookDelivery({ delivery_id: 1 })).rejects.toMatchObject({ status: 404 });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
