import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { createAppAuth } from '@octokit/auth-app';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../../src/simulator/start-simulator.ts';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import { appEvents, appPermissions } from './core-world.ts';

function quiet(): void {
  // A refused request is expected here.
}

async function start(): Promise<Simulator & { log: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'simulator-start-'));
  const log = join(dir, 'requests.jsonl');
  const app = { slug: 'robot', permissions: appPermissions, events: appEvents };
  const simulator = await startSimulator({ dir, app, requestLog: log });
  onTestFinished(async () => {
    await simulator.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  await simulator.createRepository({
    owner: 'octo',
    name: 'demo',
    files: { 'a.txt': 'a\n' },
    collaborators: { alice: 'triage' },
    labels: ['ready'],
  });
  return { ...simulator, log };
}

it('an app authenticates, acts, hears of what people do, and the world comes to rest', async () => {
  const simulator = await start();
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const digest = createHmac('sha256', simulator.app.webhookSecret).update(body).digest('hex');
      const isSigned = request.headers['x-hub-signature-256'] === `sha256=${digest}`;
      heard.push(`${String(request.headers['x-github-event'])} ${isSigned ? 'signed' : 'unsigned'}`);
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  simulator.setHookUrl(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  const installation = simulator.install('octo', ['octo/demo']);
  simulator.people('octo').openIssue({ title: 'bug' });
  simulator.people('alice').label(1, 'ready');
  await simulator.settled();
  expect(heard).toEqual(['installation signed', 'issues signed', 'issues signed']);

  const { id: appId, privateKey } = simulator.app;
  const octokit = new Octokit({
    baseUrl: `${simulator.url}/api/v3`,
    authStrategy: createAppAuth,
    auth: { appId, privateKey, installationId: installation.id },
  });
  const demo = { owner: 'octo', repo: 'demo' };
  const { data: issue } = await octokit.rest.issues.get({ ...demo, issue_number: 1 });
  expect(issue.labels).toMatchObject([{ name: 'ready' }]);
  await octokit.rest.issues.createComment({ ...demo, issue_number: 1, body: 'on it' });
  await simulator.settled();
  expect(heard.at(-1)).toBe('issue_comment signed');
  const lines = (await readFile(simulator.log, 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(simulator.requests());
  expect(simulator.requests().map(({ kind }) => kind)).toEqual(['write', 'read', 'content']);
  expect(simulator.world.mismatches).toEqual([]);
});

it('a fault answers once for the operation and resource it lies on', async () => {
  const simulator = await start();
  simulator.install('octo', ['octo/demo']);
  const octo = simulator.people('octo');
  octo.openIssue({ title: 'bug' });
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const octokit = new Octokit({ baseUrl: `${simulator.url}/api/v3`, auth: octo.token(), log });
  const comment = () =>
    octokit.rest.issues.createComment({ owner: 'octo', repo: 'demo', issue_number: 1, body: 'x' });
  const operation = 'issues/create-comment';
  simulator.faults.add({ operation, resource: 'octo/demo#2', kind: 'before', status: 500 });
  simulator.faults.add({ operation, resource: 'octo/demo#1', kind: 'after', status: 502 });
  await expect(comment()).rejects.toMatchObject({ status: 502 });
  await expect(comment()).resolves.toMatchObject({ status: 201 });
  expect(simulator.world.repositories[0]?.conversations.get(1)?.comments).toHaveLength(2);
  expect(simulator.faults.pending()).toHaveLength(1);
});

/** Command lines of this machine's processes that name the directory. */
async function processesIn(dir: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(dir)).map((line) => line.replaceAll('\0', ' '));
}

it('the git that answers for a repository is one process, and ends with the world', async () => {
  const simulator = await start();
  const { dir } = simulator.world;
  const octo = simulator.people('octo');
  await octo.push({ branch: 'topic', files: { 'b.txt': 'b\n' } });
  await octo.openPull({ title: 'topic', head: 'topic', base: 'main' });
  await simulator.settled();
  expect(await processesIn(dir)).toEqual([expect.stringContaining('cat-file --batch-command')]);
  await simulator.close();
  expect(await processesIn(dir)).toEqual([]);
});
