/**
 * `npm run bench`: a table on stdout, the same as data in results.json beside this file. Times are of this machine and
 * this run; only the ratios mean something elsewhere. A limit that is missed is told, and is no failure of the command.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { withScratch } from '../../src/cli/story/set-up/scratch.ts';
import { processEnv, typedIn } from '../../src/env/settings.ts';
import { benches } from './benches.ts';
import { openContextTree } from './context/tree.ts';
import { judge } from './models/judge.ts';
import type { Bench, BenchSettings, Findings } from './line.ts';
import { benchScenarios, scenariosIn } from './patches/scenarios.ts';
import { insteadOfCorpus, readBenchArguments, usage, type BenchArguments } from './read-bench-arguments.ts';
import { renderCases, renderTable } from './render-table.ts';

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
  const note = {
    nothing: '',
    corpus: ` (needs --corpus${insteadOfCorpus(name)})`,
    asking: ' (by name alone)',
    clones: ' (needs --clones DIR)',
  }[needs];
  return `${name.padEnd(10)}${does}${note}\n`;
}

/** Paths are relative to where the command was typed. */
function from(path: string): string {
  return resolve(typedIn(processEnv()), path);
}

async function runAll(given: Run): Promise<number> {
  for (const { name, needs } of given.left) say(`${name} is left out: ${whyLeft(name, needs)}`);
  if (given.tree === null && given.chosen.some(({ name }) => name === 'context'))
    say('context: time and memory beside repomix are left out: they need --tree DIR');
  const places: Place[] = [];
  if (given.scenarios !== null) {
    const folder = from(given.scenarios);
    const names = scenariosIn(folder);
    if (names.length === 0) return refuse(`patches finds no scenarios in ${folder}`);
    places.push({
      kind: 'place',
      name: 'patches',
      run: async () => linesAlone(await benchScenarios(folder, names, say)),
    });
  }
  if (given.tree !== null) {
    const { dir, question, repomix } = given.tree;
    const opened = await openContextTree({
      dir: from(dir),
      question: question === null ? null : from(question),
      repomix: repomix === null ? null : from(repomix),
    });
    if (opened.kind === 'wrong') return refuse(opened.message);
    places.push({ kind: 'place', name: 'context', run: opened.run });
  }
  for (const bench of given.chosen) {
    const place = await placeOf(bench, given);
    if (place.kind === 'place') places.push(place);
    else if (given.asked === 'by name') return refuse(place.message);
    else say(`${bench.name} is left out: ${place.message}`);
  }
  const results = given.results === null ? null : from(given.results);
  return withScratch(async (dir, stop) => {
    const settings = { dir, stop, results, budgets: given.budgets, leftOut: given.leftOut };
    const measured: Measured[] = [];
    for (const place of places) measured.push(await measure(place, settings));
    writeResults(measured);
    for (const { cases } of measured) if (cases !== null) process.stdout.write(`${renderCases(cases)}\n`);
    process.stdout.write(renderTable(measured));
    return 0;
  });
}

/** A benchmark with what it needs found. */
type Place = {
  readonly kind: 'place';
  readonly name: string;
  readonly run: (settings: BenchSettings) => Promise<Findings>;
};
function whyLeft(name: string, needs: Bench['needs']): string {
  if (needs === 'clones') return 'it needs --clones DIR';
  return needs === 'corpus' ? `it needs --corpus DIR${insteadOfCorpus(name)}` : 'it runs by name alone';
}

type Measured = Findings & { readonly name: string };

async function placeOf(
  bench: Bench,
  { corpus, clones, models }: Run,
): Promise<Place | { readonly kind: 'wrong'; readonly message: string }> {
  const { name } = bench;
  switch (bench.needs) {
    case 'nothing':
      return { kind: 'place', name, run: async (settings) => linesAlone(await bench.run(settings)) };
    case 'corpus': {
      const whole = corpus === null ? null : from(corpus);
      const [first, ...others] = whole === null ? [] : corporaIn(whole, name, bench.mark);
      if (first === undefined) return { kind: 'wrong', message: `${name} finds no corpus in ${whole}` };
      return {
        kind: 'place',
        name,
        run: async (settings) => linesAlone(await bench.run(settings, [first, ...others])),
      };
    }
    case 'clones': {
      const opened = await bench.open(from(clones ?? '.'));
      return opened.kind === 'wrong' ? opened : { kind: 'place', name, run: opened.run };
    }
    case 'asking': {
      const tasks = models.tasks === null ? null : from(models.tasks);
      const opened = await bench.open({ ...models, tasks });
      return opened.kind === 'wrong' ? opened : { kind: 'place', name, run: opened.run };
    }
    default: {
      const never: never = bench;
      return never;
    }
  }
}

function corporaIn(dir: string, name: string, mark: string): string[] {
  if (existsSync(join(dir, mark))) return [dir];
  const folders = existsSync(dir) ? readdirSync(dir).toSorted() : [];
  return folders
    .filter((folder) => folder === name || folder.startsWith(`${name}-`))
    .map((folder) => join(dir, folder))
    .filter((folder) => existsSync(join(folder, mark)));
}

function linesAlone(lines: Findings['lines']): Findings {
  return { lines, cases: null };
}

async function measure({ name, run }: Place, settings: Omit<BenchSettings, 'tell'>): Promise<Measured> {
  settings.stop.throwIfAborted();
  const started = performance.now();
  try {
    const found = await run({ ...settings, tell: (text) => say(`${name}: ${text}`) });
    say(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return { name, ...found };
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
    benches: measured.map(({ name, lines, cases }) => ({
      name,
      lines: lines.map((line) => ({ ...line, verdict: judge(line) })),
      ...(cases === null ? {} : { summary: cases.summary, cases: cases.data }),
    })),
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
}

function refuse(message: string): number {
  say(`${message.replace(/\.$/, '')}. Usage: ${usage}`);
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
