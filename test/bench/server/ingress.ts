import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openReader } from '../../../src/store/sqlite/open-reader.ts';
import { sendLoad, type Loaded } from './ingress-load.ts';
import type { ServerKind } from './ingress-server.ts';
import type { Bench, BenchSettings, Figures, Line } from '../line.ts';
import { percentile } from '../statistics.ts';

const rounds = 4;
const secret = 'a secret for loopback alone';
const bounds = { connections: 32, warmUpMs: 700, measureMs: 2_000, most: 12_000 };

const names: Readonly<Record<ServerKind, string>> = {
  cadence: 'Cadence',
  bare: 'bare node:http',
  octokit: '@octokit/webhooks',
  probot: "Probot's Server, log level warn",
  'probot-logging': "Probot's Server",
};
const kinds = Object.keys(names) as ServerKind[];

type Score = { readonly perSecond: number[]; readonly p99: number[]; readonly lost: number[] };

/** Verify, store durably, answer: our front on SQLite beside servers that keep nothing. */
export const ingress: Bench = {
  name: 'ingress',
  does: 'signed deliveries of 20 KB over 32 connections: verified, stored durably, answered (SQLite)',
  needs: 'nothing',
  run: benchIngress,
};

async function benchIngress({ dir, stop }: BenchSettings): Promise<Line[]> {
  const scores = new Map<ServerKind, Score>(
    kinds.map((kind) => [kind, { perSecond: [], p99: [], lost: [] }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      stop.throwIfAborted();
      const data = await mkdtemp(join(dir, 'ingress-'));
      const loaded = await loadServer(kind, data);
      const score = scores.get(kind);
      score?.perSecond.push(loaded.perSecond);
      score?.p99.push(percentile(loaded.ms, 0.99));
      if (kind === 'cadence') score?.lost.push(await lost(data, loaded.acknowledged));
      await rm(data, { recursive: true });
    }
  }
  return linesOf(scores);
}

/** The server is killed with SIGKILL while the last deliveries are in flight. */
async function loadServer(kind: ServerKind, data: string): Promise<Loaded> {
  const child = fork(join(import.meta.dirname, 'ingress-server.ts'), [kind, secret, data], {
    // The log is written, and read by nobody.
    stdio: ['ignore', 'ignore', kind === 'probot-logging' ? 'ignore' : 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => resolve(Number(message)));
      child.once('exit', (code) => reject(new Error(`the server ${kind} ended with ${code}`)));
    });
    return await sendLoad({ ...bounds, port, secret, atEnd: () => child.kill('SIGKILL') });
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

/** How many of the acknowledged deliveries are not in the store. */
async function lost(data: string, acknowledged: readonly string[]): Promise<number> {
  const opened = await openReader({ dir: data });
  if (opened.kind === 'refused') throw new Error(opened.message);
  const { reader } = opened;
  try {
    const kept = new Set((await reader.inbox.recent(bounds.most)).map(({ id }) => id));
    return acknowledged.filter((id) => !kept.has(id)).length;
  } finally {
    await reader.close();
  }
}

function linesOf(scores: ReadonlyMap<ServerKind, Score>): Line[] {
  const own = scores.get('cadence');
  const peers = (of: 'perSecond' | 'p99'): Figures[] =>
    kinds
      .filter((kind) => kind !== 'cadence')
      .map((kind) => ({ name: names[kind], values: scores.get(kind)?.[of] ?? [] }));
  return [
    {
      what: 'deliveries a second',
      unit: '',
      own: own?.perSecond ?? [],
      limit: { kind: 'times-at-least', value: 0.9, of: names['probot-logging'] },
      peers: peers('perSecond'),
      elsewhere: 'times bare: PostgreSQL one INSERT each 0.29, grouped 0.24–0.57; SQLite grouped 0.52',
    },
    {
      what: 'p99 of the answer',
      unit: 'ms',
      own: own?.p99 ?? [],
      limit: { kind: 'at-most', value: 25 },
      peers: peers('p99'),
    },
    {
      what: 'acknowledged and not in the store after SIGKILL',
      unit: '',
      own: own?.lost ?? [],
      limit: { kind: 'at-most', value: 0 },
      peers: [],
    },
  ];
}
