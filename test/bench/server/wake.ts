import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../../src/store/sqlite/open-store.ts';
import type { Store } from '../../../src/store/port.ts';
import type { Claim } from '../../../src/task/shapes/lease.ts';
import { openProject } from '../../whole/project.ts';
import { openGithub, until } from '../../whole/world.ts';
import type { Bench, BenchSettings, Line } from '../line.ts';
import { startApp } from './start-app.ts';
import { percentile } from '../statistics.ts';

const rounds = 3;
const raises = 60;
const deliveries = 20;
/** Long enough that nothing is under way any more. */
const pauseMs = 40;
const elsewhere = 'graphile-worker 4–11 ms, pg-boss 7–9 ms with LISTEN/NOTIFY and burst';

/** How soon an idle server is at work: from the raised row to its claim, from the delivery to the first request. */
export const wake: Bench = {
  name: 'wake',
  does: 'idle: from a raised row to its claim, and from a delivery to the first request to GitHub (SQLite)',
  needs: 'nothing',
  run: benchWake,
};

async function benchWake({ dir, stop }: BenchSettings): Promise<Line[]> {
  const opened = await openStore({ dir: await mkdtemp(join(dir, 'wake-')), now: () => new Date() });
  if (opened.kind === 'refused') throw new Error(opened.message);
  const { store } = opened;
  const claims: number[][] = [];
  try {
    for (let round = 0; round < rounds; round += 1) claims.push(await claimTimes(store, stop));
  } finally {
    await store.close();
  }
  const requests = await requestTimes(dir, stop);
  return [
    ...lines('raised → claimed', claims),
    ...lines('delivery sent → first request at GitHub', requests),
  ];
}

function lines(what: string, samples: readonly number[][]): Line[] {
  return [0.5, 0.95].map((share) => ({
    what: `${what}, p${share * 100}`,
    unit: 'ms',
    own: samples.map((ms) => percentile(ms, share)),
    limit: share === 0.95 ? { kind: 'at-most', value: 20 } : { kind: 'none' },
    peers: [],
    elsewhere,
  }));
}

async function claimTimes(store: Store, stop: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < raises; index += 1) {
    stop.throwIfAborted();
    const start = performance.now();
    const claimed = firstClaim(store);
    await store.due.raise(`issue:octo/bench#${index + 1}`, Date.now());
    const claim = await claimed;
    times.push(performance.now() - start);
    await store.due.settle(claim, null);
    await sleep(pauseMs);
  }
  return times;
}

/** As the worker does: claims when it is told that a row was raised. */
async function firstClaim(store: Store): Promise<Claim> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unsubscribe = store.due.onRaise(resolve);
  await promise;
  unsubscribe();
  const claim = await store.due.claim('bench', Date.now(), 60_000);
  if (!claim) throw new Error('a raised row was not there to be claimed');
  return claim;
}

/** A label that starts nothing was put on an issue: the App must look, and needs to do no more. */
async function requestTimes(dir: string, stop: AbortSignal): Promise<number[][]> {
  const scratch = await mkdtemp(join(dir, 'wake-'));
  const github = await openGithub(join(scratch, 'github'));
  const app = await startApp(github, join(scratch, 'data'));
  try {
    const project = await openProject(github, 'wake', {});
    const { number } = project.as('alice').openIssue({ title: 'nothing to do' });
    const installation = github.install('octo', [project.name]).id;
    const body = JSON.stringify({
      action: 'labeled',
      issue: { number },
      label: { name: 'triage' },
      repository: { full_name: project.name, default_branch: 'main' },
      installation: { id: installation },
      sender: { login: 'alice' },
    });
    const times: number[][] = [];
    // The first ones make the token and meet cold code.
    for (let round = -1; round < rounds; round += 1) {
      const ms: number[] = [];
      for (let index = 0; index < deliveries; index += 1) {
        stop.throwIfAborted();
        const before = github.requests().length;
        const sentAt = Date.now();
        await deliver(`${app.url}/api/github/webhooks`, body, github.app.webhookSecret);
        const first = await until(
          'a request',
          async () => 'none was made',
          () => github.requests()[before] ?? null,
        );
        ms.push(Date.parse(first.at) - sentAt);
        await sleep(pauseMs);
      }
      if (round >= 0) times.push(ms);
    }
    return times;
  } finally {
    await app.stop();
    await github.close();
  }
}

async function deliver(url: string, body: string, secret: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
  await response.text();
  if (response.status !== 202) throw new Error(`the delivery was answered ${response.status}`);
}
