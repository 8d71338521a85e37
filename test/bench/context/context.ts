import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packContext } from '../../../src/context/pack.ts';
import { rankingWeights, type RankingWeights } from '../../../src/context/ranking-weights.ts';
import { readTarball } from '../../../src/context/snapshot.ts';
import type { Files } from '../../../src/patch/change/change.ts';
import { packWithBm25 } from './bm25.ts';
import { openTrees, readTasks, type ContextTask } from './corpus.ts';
import { candidatesNear } from './left-out.ts';
import type { Bench, BenchSettings, Corpora, Line } from '../line.ts';
import { recallOf, type Recall } from './recall.ts';
import { recallLines, type Case } from './recall-lines.ts';

type Clocked = { readonly own: number[]; readonly bm25: number[] };

/** Does the agent get to see the lines that a real fix changed? */
export const context: Bench = {
  name: 'context',
  does: 'how much of what a real fix changed an agent gets to see, and the time it takes to choose',
  needs: 'corpus',
  mark: 'tasks.jsonl',
  run: benchContext,
};

async function benchContext(settings: BenchSettings, corpora: Corpora): Promise<Line[]> {
  const { dir, stop, results, budgets, leftOut, tell } = settings;
  const cases: Case[] = [];
  const readMs: number[] = [];
  const ms = new Map(budgets.map((budget): [number, Clocked] => [budget, { own: [], bm25: [] }]));
  if (results !== null) await writeFile(results, '');
  for (const corpus of corpora) {
    const tasks = await readTasks(corpus);
    const treeOf = await openTrees(corpus, tasks, await mkdtemp(join(dir, 'context-')));
    for (const task of tasks) {
      stop.throwIfAborted();
      const tarball = await treeOf(task);
      const started = performance.now();
      const snapshot = await readTarball(tarball);
      readMs.push(performance.now() - started);
      if (snapshot.kind === 'refused') throw new Error(`${task.id}: ${snapshot.message}`);
      for (const [budget, clocked] of ms) {
        const { own, bm25, line, filled } = ask(task, snapshot.files, budget, clocked, readMs.length);
        const near = leftOut ? recallsNear(task, snapshot.files, budget) : new Map<string, Recall>();
        cases.push({ corpus: basename(corpus), project: task.repo, budget, own, bm25, filled, near });
        if (results !== null) await appendFile(results, `${JSON.stringify(line)}\n`);
      }
    }
    tell(`${basename(corpus)}: ${tasks.length} tasks`);
  }
  return [
    ...recallLines(cases),
    ...[...ms].map(([budget, { own, bm25 }]): Line => ({
      what: `choosing for a question at ${budget} tokens`,
      unit: 'ms',
      own,
      limit: { kind: 'at-most', value: 1_000 },
      peers: [{ name: 'BM25', values: bm25 }],
    })),
    { what: 'reading the tarball', unit: 'ms', own: readMs, limit: { kind: 'none' }, peers: [] },
  ];
}

function ask(task: ContextTask, files: Files, budget: number, ms: Clocked, turn: number) {
  const peer = () => timed(ms.bm25, () => packWithBm25(files, task.question, [budget])[0] ?? new Map());
  // By turns, so that neither always finds the other's warmth.
  const before = turn % 2 === 0 ? peer() : null;
  const packed = timed(ms.own, () => packContext(files, task.question, budget));
  const bm25 = recallOf(task, before ?? peer());
  const line = { id: task.id, budget, tokens: packed.tokens, files: packed.ranges };
  return { own: recallOf(task, byPath(packed)), bm25, line, filled: packed.tokens / budget };
}

function recallsNear(task: ContextTask, files: Files, budget: number): Map<string, Recall> {
  const recall = (weights: RankingWeights): Recall =>
    recallOf(task, byPath(packContext(files, task.question, budget, weights)));
  return new Map([...candidatesNear(rankingWeights)].map(([name, weights]) => [name, recall(weights)]));
}

function byPath({ ranges }: ReturnType<typeof packContext>) {
  return new Map(ranges.map(({ path, ranges: lines }) => [path, lines]));
}

function timed<T>(ms: number[], work: () => T): T {
  const start = performance.now();
  const answer = work();
  ms.push(performance.now() - start);
  return answer;
}
