import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { readTarball } from '../../src/context/snapshot.ts';
import { alternate } from './alternate.ts';
import type { Bench, BenchSettings, Line } from './line.ts';

const rounds = 7;
const fileCount = 2_087;
const wantedBytes = 35 * 1024 * 1024;

/** From GitHub's tarball to a map in memory, beside what decompression alone costs. */
export const tarball: Bench = {
  name: 'tarball',
  does: 'reading the tarball of a repository (35 MB, 2,087 files) beside gunzip alone',
  needs: 'nothing',
  run: benchTarball,
};

async function benchTarball({ stop }: BenchSettings): Promise<Line[]> {
  const packed = gzipSync(await packTar(generated()), { level: 6 });
  const stalls: number[] = [];
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
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        const ms = await clock(read);
        delay.disable();
        stalls.push(delay.max / 1e6);
        return ms;
      },
    },
    { name: 'gunzipSync', run: () => clock(() => gunzipSync(packed)) },
  ]);
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
      what: 'longest that the event loop stood still meanwhile',
      unit: 'ms',
      own: stalls,
      limit: { kind: 'none' },
      peers: [],
    },
  ];
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
