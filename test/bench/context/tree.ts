/** `context --tree`: time and memory from a tarball to packed context, beside repomix on the same files. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askTools, missingTool } from '../../../src/cli/story/set-up/check-tools.ts';
import { processEnv } from '../../../src/env/settings.ts';
import { alternate, type Contender } from '../alternate.ts';
import type { ContextJob } from './process.ts';
import { questions as ownQuestions } from './questions.ts';
import type { BenchSettings, Figures, Limit, Line, Opened, TreeAsked } from '../line.ts';
import { runMeasured, type Used } from './measured-run.ts';
import { findRepomix, howToInstall, packWithRepomix, type Memory, type Repomix } from './repomix.ts';
import { layTree, readTree, type Tree } from './tree-files.ts';

const fiveRounds = 5;
/** Each process is stopped after it. */
const limitMs = 10 * 60_000;

/** Everything that can be told before anything is measured is told here. */
export async function openContextTree(asked: TreeAsked, rounds = fiveRounds): Promise<Opened> {
  const missing = missingTool(await askTools());
  if (missing !== null) return wrong(missing);
  const question = asked.question === null ? null : await readQuestion(asked.question);
  if (question === '') return wrong(`there is no question in ${asked.question}: write an issue's text there`);
  const repomix = asked.repomix === null ? null : await findRepomix(asked.repomix);
  if (repomix?.kind === 'wrong') return repomix;
  const tree = await readTree(asked.dir);
  if (tree.kind === 'wrong') return tree;
  const [first = '', ...others] = ownQuestions;
  const questions = [question ?? first, ...others];
  return {
    kind: 'ready',
    run: async (settings) => ({
      lines: await benchTree({ tree, questions, repomix, rounds }, settings),
      cases: null,
    }),
  };
}

async function readQuestion(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim();
}

type Plan = {
  readonly tree: Tree;
  readonly questions: readonly string[];
  readonly repomix: Repomix | null;
  readonly rounds: number;
};

async function benchTree(
  { tree, questions, repomix, rounds }: Plan,
  settings: BenchSettings,
): Promise<Line[]> {
  const { stop, tell, budgets } = settings;
  if (tree.strange > 0) tell(`${tree.strange} entries that are no file and no link are left out`);
  const dir = await mkdtemp(join(settings.dir, 'tree-'));
  const budget = Math.max(...budgets);
  const tarball = join(dir, 'tree.tar.gz');
  const copy = join(dir, 'tree');
  await writeFile(tarball, tree.tarball);
  await layTree(tree, copy);
  const cadence = (kind: ContextJob['kind'], out: string): Promise<Used> =>
    runCadence({ kind, tarball, questions, budget, out: join(dir, out) }, dir, stop);

  const rival = repomix === null ? noRival : await openRival(repomix, copy, dir, stop);
  const own: Contender<Used> = { name: 'cadence', run: () => cadence('pack', 'context.txt') };
  const all = [own, ...rival.contenders].map((one) => told(one, tell));
  const used = await alternate(rounds, stop, all);
  const asked: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    stop.throwIfAborted();
    await cadence('ask', 'ms.json');
    asked.push(JSON.parse(await readFile(join(dir, 'ms.json'), 'utf8')) as number[]);
  }
  const size = `${tree.files.size} files, ${megabytes(tree.bytes)} MB`;
  return [
    ...usedLines(`${size}: tarball → ${budget} tokens`, used, rival),
    ...askedLines(`${size} in memory → ${budget} tokens,`, asked),
  ];
}

/** Who is measured beside Cadence; `note`: why somebody is not. The limits speak of `name`. */
type Rival = {
  readonly name: string;
  readonly contenders: readonly Contender<Used>[];
  readonly note: string;
};

const noRival: Rival = { name: 'repomix', contenders: [], note: `repomix: ${howToInstall}` };

/** Its first run is not measured: it fills what it keeps, and tells whether it runs at all. */
async function openRival(repomix: Repomix, tree: string, dir: string, stop: AbortSignal): Promise<Rival> {
  const name = `repomix ${repomix.version}`;
  const pack = (memory: Memory) => packWithRepomix(repomix, tree, memory, { dir, limitMs, stop });
  const tried = await pack('seen');
  if (tried.kind === 'failed') return { name, contenders: [], note: `${name} ${tried.why}` };
  const contender = (called: string, memory: Memory): Contender<Used> => ({
    name: called,
    run: async () => {
      const run = await pack(memory);
      if (run.kind === 'failed') throw new Error(`${name} ${run.why}`);
      return run.used;
    },
  });
  return {
    name,
    contenders: [contender(name, 'seen'), contender(`${name}, files that it had not seen`, 'new')],
    note: '',
  };
}

/** The same, and says what was found: a run takes seconds. */
function told({ name, run }: Contender<Used>, tell: BenchSettings['tell']): Contender<Used> {
  return {
    name,
    run: async () => {
      const used = await run();
      tell(`${name}: ${(used.wallMs / 1_000).toFixed(2)} s, ${used.peakMb.toFixed(0)} MB`);
      return used;
    },
  };
}

async function runCadence(job: ContextJob, dir: string, stop: AbortSignal): Promise<Used> {
  const file = join(dir, 'job.json');
  await writeFile(file, JSON.stringify(job));
  const command = [process.execPath, join(import.meta.dirname, 'process.ts'), file] as const;
  const env = { PATH: processEnv().PATH, HOME: dir, TMPDIR: dir };
  const run = await runMeasured(command, { cwd: dir, env, limitMs, stop });
  if (run.kind === 'failed') throw new Error(`packing the tree ${run.why}`);
  return run.used;
}

function usedLines(what: string, used: ReadonlyMap<string, readonly Used[]>, rival: Rival): Line[] {
  const line = (name: string, unit: string, of: (one: Used) => number, most: number | null): Line => {
    const [own, ...peers] = [...used].map(([who, all]): Figures => ({ name: who, values: all.map(of) }));
    const limit: Limit =
      most === null ? { kind: 'none' } : { kind: 'times-at-most', value: most, of: rival.name };
    return {
      what: `${what}, ${name}`,
      unit,
      own: own?.values ?? [],
      limit,
      peers,
      ...(rival.note === '' ? {} : { elsewhere: rival.note }),
    };
  };
  return [
    line('time', 'ms', ({ wallMs }) => wallMs, 0.75),
    line('CPU time', 'ms', ({ cpuMs }) => cpuMs, null),
    line('peak memory', 'MB', ({ peakMb }) => peakMb, 0.6),
  ];
}

/** `asked`: the milliseconds of each question, of each process. */
function askedLines(what: string, asked: readonly (readonly number[])[]): Line[] {
  const line = (which: string, own: readonly number[]): Line => ({
    what: `${what} ${which}`,
    unit: 'ms',
    own,
    limit: { kind: 'at-most', value: 1_000 },
    peers: [],
  });
  return [
    line(
      'the first question',
      asked.flatMap((ms) => ms.slice(0, 1)),
    ),
    line(
      'a later question',
      asked.flatMap((ms) => ms.slice(1)),
    ),
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function wrong(message: string): Opened {
  return { kind: 'wrong', message };
}
