/** Cadence in a process of its own, as the server does it: from a tarball to what an agent is shown. Takes a file of JSON. */
import { readFile, writeFile } from 'node:fs/promises';
import { packTree, readSnapshot } from '../../../src/context/off-loop.ts';

/**
 * `pack`: the context for the first question goes to `out`. `ask`: all questions are asked in turn of one tree in memory;
 * the milliseconds of each go to `out`.
 */
export type ContextJob = {
  readonly kind: 'pack' | 'ask';
  readonly tarball: string;
  readonly questions: readonly string[];
  readonly budget: number;
  readonly out: string;
};

const [file = ''] = process.argv.slice(2);
const { kind, tarball, questions, budget, out } = JSON.parse(await readFile(file, 'utf8')) as ContextJob;
const snapshot = await readSnapshot(await readFile(tarball));
if (snapshot.kind === 'refused') throw new Error(snapshot.message);
const ms: number[] = [];
for (const question of kind === 'pack' ? questions.slice(0, 1) : questions) {
  const start = performance.now();
  const packed = await packTree(snapshot.files, question, budget);
  ms.push(performance.now() - start);
  if (kind === 'pack') await writeFile(out, packed.text);
}
if (kind === 'ask') await writeFile(out, JSON.stringify(ms));
