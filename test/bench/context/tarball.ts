import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { packTree, readSnapshot } from '../../../src/context/off-loop.ts';
import { readTarball } from '../../../src/context/snapshot.ts';
import { openGithub } from '../../whole/world.ts';
import { alternate } from '../alternate.ts';
import type { Bench, BenchSettings, Line } from '../line.ts';
import { startApp } from '../server/start-app.ts';

const rounds = 7;
const memoryRounds = 3;
const question = 'the session is lost';
const fileCount = 2_087;
const wantedBytes = 35 * 1024 * 1024;

/** From GitHub's tarball to a map in memory, beside what decompression alone costs. */
export const tarball: Bench = {
  name: 'tarball',
  does: 'reading the tarball of a repository (35 MB, 2,087 files) beside gunzip alone',
  needs: 'nothing',
  run: benchTarball,
};

async function benchTarball({ dir, stop }: BenchSettings): Promise<Line[]> {
  const packed = gzipSync(await packTar(generated()), { level: 6 });
  const [stalls, threadStalls, packStalls, packMs]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  const read = async (): Promise<void> => {
    const snapshot = await readTarball(packed);
    if (snapshot.kind === 'refused' || snapshot.files.size !== fileCount)
      throw new Error('the tarball was not read whole');
  };
  await read();
  const figures = await alternate(rounds, stop, [
    {
      name: 'cadence',
      run: async () => {
        const { ms, stall } = await watched(read);
        stalls.push(stall);
        return ms;
      },
    },
    {
      name: 'thread',
      run: async () => {
        const { ms, stall, answer } = await watched(() => readSnapshot(packed));
        threadStalls.push(stall);
        if (answer.kind === 'refused') throw new Error(answer.message);
        const packing = await watched(() => packTree(answer.files, question, 8_000));
        packStalls.push(packing.stall);
        packMs.push(packing.ms);
        return ms;
      },
    },
    { name: 'gunzipSync', run: () => clock(() => gunzipSync(packed)) },
  ]);
  const { idle, packing } = await serverMemory(packed, await mkdtemp(join(dir, 'tarball-')), stop);
  return [
    {
      what: `tarball (${(packed.length / 1_048_576).toFixed(0)} MB) → map in memory`,
      unit: 'ms',
      own: figures.get('cadence') ?? [],
      limit: { kind: 'times-at-most', value: 1.25, of: 'gunzipSync' },
      peers: [{ name: 'gunzipSync', values: figures.get('gunzipSync') ?? [] }],
      elsewhere:
        'times gunzipSync: a 20-line walker 1.02, modern-tar and nanotar 1.14–1.20, streaming classes 2.8–3.1',
    },
    {
      what: 'longest that the event loop stood still meanwhile, in a thread as the server does it',
      unit: 'ms',
      own: threadStalls,
      limit: { kind: 'none' },
      peers: [{ name: 'no thread', values: stalls }],
    },
    {
      what: 'choosing from it for a question, in a thread',
      unit: 'ms',
      own: packMs,
      limit: { kind: 'none' },
      peers: [],
    },
    {
      what: 'longest that the event loop stood still meanwhile',
      unit: 'ms',
      own: packStalls,
      limit: { kind: 'none' },
      peers: [],
    },
    {
      what: 'peak memory of the server that reads it and chooses from it (SQLite)',
      unit: 'MB',
      own: packing,
      limit: { kind: 'at-most', value: 400 },
      peers: [{ name: 'before it', values: idle }],
    },
  ];
}

/** Peaks of a server of its own each round, before and after it reads the tarball and packs it for a question, in MB. */
async function serverMemory(packed: Uint8Array, dir: string, stop: AbortSignal) {
  const [idle, packing]: [number[], number[]] = [[], []];
  const file = join(dir, 'tree.tar.gz');
  await writeFile(file, packed);
  const github = await openGithub(join(dir, 'github'));
  try {
    for (let round = 0; round < memoryRounds; round += 1) {
      stop.throwIfAborted();
      const app = await startApp(github, join(dir, `data-${round}`));
      try {
        idle.push((await app.usage()).peakMb);
        await app.pack(file, question, 32_000);
        packing.push((await app.usage()).peakMb);
      } finally {
        await app.stop();
      }
    }
  } finally {
    await github.close();
  }
  return { idle, packing };
}

/** How long something takes, and the longest that the event loop stood still meanwhile. */
async function watched<T>(work: () => Promise<T>): Promise<{ ms: number; stall: number; answer: T }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const answer = await work();
  const ms = performance.now() - start;
  // The last standstill is only seen by a turn that comes after it.
  await setTimeout(5);
  delay.disable();
  return { ms, stall: delay.max / 1e6, answer };
}

async function clock(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Text that packs about as well as source code does; the same in every run. */
function generated() {
  const each = Math.floor(wantedBytes / fileCount);
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  // A few words are most of the text.
  const rare = (below: number): number => next(next(next(next(below) + 1) + 1) + 1);
  const word = (): string => (next(60_000) + 50_000).toString(36);
  const vocabulary = Array.from({ length: 1_200 }, word);
  return Array.from({ length: fileCount }, (_, index) => {
    const lines: string[] = [];
    for (let size = 0; size < each;) {
      const words = Array.from({ length: 4 + next(8) }, () => vocabulary[rare(vocabulary.length)] ?? '');
      const line = `${'    '.repeat(next(4))}${words.join('_').slice(0, 30)} = ${words.join(' ')}`;
      lines.push(line);
      size += line.length + 1;
    }
    const body = lines.join('\n');
    return {
      header: { name: `repo-abc/src/p${index % 40}/m${index}.py`, size: Buffer.byteLength(body) },
      body,
    };
  });
}
