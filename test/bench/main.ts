/**
 * `npm run bench`: a table on stdout, the same as data in results.json beside this file. Times are of this machine and
 * this run; only the ratios mean something elsewhere. A limit that is missed is told, and is no failure of the command.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { withScratch } from '../../src/cli/story/scratch.ts';
import { processEnv, typedIn } from '../../src/env.ts';
import { benches } from './benches.ts';
import { judge } from './judge.ts';
import type { Bench, BenchSettings, Line } from './line.ts';
import { benchScenarios, scenariosIn } from './patch-scenarios.ts';
import { readBenchArguments, usage, type BenchArguments } from './read-bench-arguments.ts';
import { renderTable, type Measured } from './render-table.ts';

type Run = Extract<BenchArguments, { kind: 'run' }>;

const resultsFile = join(import.meta.dirname, 'results.json');

async function main(): Promise<number> {
  const given = readBenchArguments(process.argv.slice(2), benches);
  switch (given.kind) {
    case 'wrong':
      return refuse(given.message);
    case 'help':
      process.stdout.write(`${usage}\n`);
      return 0;
    case 'list':
      process.stdout.write(benches.map(listed).join(''));
      return 0;
    case 'run':
      return runAll(given);
    default: {
      const never: never = given;
      return never;
    }
  }
}

function listed({ name, does, needs }: Bench): string {
  return `${name.padEnd(10)}${does}${needs === 'corpus' ? ' (needs --corpus)' : ''}\n`;
}

/** Paths are relative to where the command was typed. */
function from(path: string): string {
  return resolve(typedIn(processEnv()), path);
}

async function runAll(given: Run): Promise<number> {
  const corpus = given.corpus === null ? null : from(given.corpus);
  for (const { name } of given.left) say(`${name} is left out: it needs --corpus DIR`);
  const places: Place[] = [];
  if (given.scenarios !== null) {
    const folder = from(given.scenarios);
    const names = scenariosIn(folder);
    if (names.length === 0) return refuse(`patches finds no scenarios in ${folder}`);
    places.push({ name: 'patches', run: () => benchScenarios(folder, names, say) });
  }
  for (const bench of given.chosen) {
    const place = placeOf(bench, corpus);
    if (place !== null) places.push(place);
    else if (given.asked === 'by name') return refuse(`${bench.name} finds no corpus in ${corpus}`);
    else say(`${bench.name} is left out: its corpus is not in ${corpus}`);
  }
  const results = given.results === null ? null : from(given.results);
  return withScratch(async (dir, stop) => {
    const settings = { dir, stop, results, budgets: given.budgets };
    const measured: Measured[] = [];
    for (const place of places) measured.push(await measure(place, settings));
    writeResults(measured);
    process.stdout.write(renderTable(measured));
    return 0;
  });
}

/** A benchmark with what it needs found. */
type Place = { readonly name: string; readonly run: (settings: BenchSettings) => Promise<Line[]> };

/** Null: the corpus is not there. */
function placeOf(bench: Bench, corpus: string | null): Place | null {
  if (bench.needs === 'nothing') return bench;
  const folders = corpus === null ? [] : [corpus, join(corpus, bench.name)];
  const found = folders.find((folder) => existsSync(join(folder, bench.mark)));
  return found === undefined ? null : { name: bench.name, run: (settings) => bench.run(settings, found) };
}

async function measure({ name, run }: Place, settings: BenchSettings): Promise<Measured> {
  settings.stop.throwIfAborted();
  const started = performance.now();
  try {
    const lines = await run(settings);
    say(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return { name, lines };
  } catch (error) {
    // Ctrl-C reaches the servers too: what breaks then is no finding.
    settings.stop.throwIfAborted();
    throw error;
  }
}

function writeResults(measured: readonly Measured[]): void {
  const results = {
    at: new Date().toISOString(),
    node: process.version,
    processors: availableParallelism(),
    benches: measured.map(({ name, lines }) => ({
      name,
      lines: lines.map((line) => ({ ...line, verdict: judge(line) })),
    })),
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
}

function refuse(message: string): number {
  say(`${message}. Usage: ${usage}`);
  return 2;
}

function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  say(`something is broken: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 3;
}
