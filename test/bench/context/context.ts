import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packContext } from '../../../src/context/pack.ts';
import { readTarball } from '../../../src/context/snapshot.ts';
import { packWithBm25, type Ranges } from './bm25.ts';
import { openTrees, readTasks, type ContextTask } from './corpus.ts';
import type { Bench, BenchSettings, Limit, Line } from '../line.ts';
import { mean } from '../statistics.ts';

/** The least that must be found, by budget of tokens. */
const aims: ReadonlyMap<number, { readonly files: number; readonly hunks: number | null }> = new Map([
  [8_000, { files: 0.9, hunks: 0.87 }],
  [32_000, { files: 0.97, hunks: null }],
]);

type Score = { readonly files: number[]; readonly hunks: number[]; readonly ms: number[] };
/** Scores of one budget. `filled`: tokens as a share of the budget. */
type Scores = { readonly own: Score; readonly bm25: Score; readonly filled: number[] };

/** Does the agent get to see the lines that a real fix changed? */
export const context: Bench = {
  name: 'context',
  does: 'how much of what a real fix changed an agent gets to see, and the time it takes to choose',
  needs: 'corpus',
  mark: 'tasks.jsonl',
  run: benchContext,
};

async function benchContext({ dir, stop, results, budgets }: BenchSettings, corpus: string): Promise<Line[]> {
  const tasks = await readTasks(corpus);
  const treeOf = await openTrees(corpus, tasks, await mkdtemp(join(dir, 'context-')));
  const scores = new Map(
    budgets.map((budget) => [budget, { own: score(), bm25: score(), filled: [] } as Scores]),
  );
  const readMs: number[] = [];
  if (results !== null) await writeFile(results, '');
  for (const task of tasks) {
    stop.throwIfAborted();
    const tarball = await treeOf(task);
    const started = performance.now();
    const snapshot = await readTarball(tarball);
    readMs.push(performance.now() - started);
    if (snapshot.kind === 'refused') throw new Error(`${task.id}: ${snapshot.message}`);
    for (const [budget, { own, bm25, filled }] of scores) {
      const peer = (): void => {
        const [ranges = new Map()] = clocked(bm25, () =>
          packWithBm25(snapshot.files, task.question, [budget]),
        );
        addRecall(bm25, task, ranges);
      };
      // By turns, so that neither always finds the other's warmth.
      if (readMs.length % 2 === 0) peer();
      const packed = clocked(own, () => packContext(snapshot.files, task.question, budget));
      if (readMs.length % 2 === 1) peer();
      addRecall(own, task, new Map(packed.ranges.map(({ path, ranges }) => [path, ranges])));
      filled.push(packed.tokens / budget);
      const line = { id: task.id, budget, tokens: packed.tokens, files: packed.ranges };
      if (results !== null) await appendFile(results, `${JSON.stringify(line)}\n`);
    }
  }
  return [
    ...[...scores].flatMap(([budget, one]) => linesOf(budget, one)),
    { what: 'reading the tarball', unit: 'ms', own: readMs, limit: { kind: 'none' }, peers: [] },
  ];
}

function score(): Score {
  return { files: [], hunks: [], ms: [] };
}

function clocked<T>({ ms }: Score, work: () => T): T {
  const start = performance.now();
  const answer = work();
  ms.push(performance.now() - start);
  return answer;
}

/** Recall of files is a mean over tasks, and so is recall of hunks: a large fix counts as much as a small one. */
function addRecall({ files, hunks }: Score, { gold }: ContextTask, shown: Ranges): void {
  const hit = (path: string, [first, last]: readonly [number, number]): boolean =>
    (shown.get(path) ?? []).some(([from, to]) => from <= last && first <= to);
  files.push(mean(gold.map(({ path, hunks: wanted }) => Number(wanted.some((hunk) => hit(path, hunk))))));
  hunks.push(mean(gold.flatMap(({ path, hunks: wanted }) => wanted.map((hunk) => Number(hit(path, hunk))))));
}

function linesOf(budget: number, { own, bm25, filled }: Scores): Line[] {
  const aim = aims.get(budget);
  const recall = (of: 'files' | 'hunks'): Line => ({
    what: `${of === 'files' ? 'file' : 'hunk'} recall at ${budget} tokens`,
    unit: '',
    own: [mean(own[of])],
    limit: atLeast(aim?.[of]),
    peers: [{ name: 'BM25', values: [mean(bm25[of])] }],
  });
  return [
    recall('files'),
    recall('hunks'),
    {
      what: `share of ${budget} tokens that is used`,
      unit: '',
      own: [Math.max(...filled)],
      limit: { kind: 'at-most', value: 1 },
      peers: [],
    },
    {
      what: `choosing for a question at ${budget} tokens`,
      unit: 'ms',
      own: own.ms,
      limit: { kind: 'at-most', value: 1_000 },
      peers: [{ name: 'BM25', values: bm25.ms }],
    },
  ];
}

function atLeast(value: number | null | undefined): Limit {
  return value === null || value === undefined ? { kind: 'none' } : { kind: 'at-least', value };
}
