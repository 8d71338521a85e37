import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { applyPatch, parsePatch } from 'diff';
import { z } from 'zod';
import type { Change, Files } from '../../src/patch/change.ts';
import { parseDirective } from '../../src/patch/directive.ts';
import { land } from '../../src/patch/land.ts';
import { parseDiff } from '../../src/patch/parse-diff.ts';

const caseSchema = z.object({ files: z.record(z.string(), z.tuple([z.string(), z.string()])) });
const patchSchema = z.object({ case: z.number(), damage: z.string(), patch: z.string() });

type Texts = ReadonlyMap<string, string>;
type Outcome =
  | { readonly outcome: 'applied'; readonly files: () => Texts }
  | { readonly outcome: 'refused'; readonly reason: string };
type Job = {
  readonly index: number;
  readonly damage: string;
  readonly patch: string;
  readonly before: Texts;
  readonly tree: Files;
  readonly after: Texts;
};
type Tool = {
  readonly name: string;
  readonly run: (job: Job) => Outcome | Promise<Outcome>;
  readonly every: number;
};
type Score = {
  exact: number;
  wrong: number;
  refused: number;
  micros: number[];
  wrongIn: Map<string, number>;
  refusedIn: Map<string, number>;
};

/** `corpus`: a folder with cases.jsonl.gz and patches.jsonl.gz. `results`: a file for one JSON line a patch. */
export type PatchBench = {
  readonly corpus: string;
  readonly results?: string;
  readonly sampleEvery?: number;
};

/** Lands every damaged patch of a corpus with Cadence, jsdiff, `git apply` and GNU patch, and prints how they fare. */
export async function benchPatches({ corpus, results, sampleEvery = 40 }: PatchBench): Promise<void> {
  const jobs = await readJobs(corpus);
  const tools: Tool[] = [
    { name: 'cadence', run: runCadence, every: 1 },
    { name: 'jsdiff, fuzz 0', run: (job) => runJsdiff(job, 0), every: 1 },
    { name: 'jsdiff, fuzz 2', run: (job) => runJsdiff(job, 2), every: 1 },
    {
      name: `git apply, 1 in ${sampleEvery}`,
      run: (job) => runProgram(job, 'git', ['apply', '-']),
      every: sampleEvery,
    },
    {
      name: `GNU patch, 1 in ${sampleEvery}`,
      run: (job) => runProgram(job, 'patch', ['-p1', '--batch', '--silent']),
      every: sampleEvery,
    },
  ];
  const rows: string[] = [];
  for (const tool of tools) {
    const score = await measure(tool, jobs, tool.name === 'cadence' ? results : undefined);
    rows.push(rowOf(tool.name, score));
    if (tool.name === 'cadence') rows.push(...detailsOf(score));
  }
  process.stdout.write(
    `${jobs.length} patches: exact / silently wrong / refused, median µs\n${rows.join('\n')}\n`,
  );
}

async function readJobs(corpus: string): Promise<Job[]> {
  const cases = (await readLines(join(corpus, 'cases.jsonl.gz'))).map((line) =>
    caseSchema.parse(JSON.parse(line)),
  );
  const patches = (await readLines(join(corpus, 'patches.jsonl.gz'))).map((line) =>
    patchSchema.parse(JSON.parse(line)),
  );
  return patches.flatMap(({ case: index, damage, patch }) => {
    const files = Object.entries(cases[index]?.files ?? {});
    const manner =
      damage === 'crlf_file' ? (text: string) => text.replaceAll('\n', '\r\n') : (text: string) => text;
    const side = (which: 0 | 1): Texts => new Map(files.map(([path, pair]) => [path, manner(pair[which])]));
    const before = side(0);
    return files.length === 0 ? [] : [{ index, damage, patch, before, tree: treeOf(before), after: side(1) }];
  });
}

function treeOf(texts: Texts): Files {
  return new Map([...texts].map(([path, text]) => [path, { mode: 'file', bytes: Buffer.from(text) }]));
}

async function readLines(file: string): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

async function measure(
  { run, every }: Tool,
  jobs: readonly Job[],
  results: string | undefined,
): Promise<Score> {
  const score: Score = {
    exact: 0,
    wrong: 0,
    refused: 0,
    micros: [],
    wrongIn: new Map(),
    refusedIn: new Map(),
  };
  const chosen = jobs.filter((_job, index) => index % every === 0);
  for (const job of every === 1 ? chosen.slice(0, 300) : []) await run(job);
  const lines: string[] = [];
  for (const job of chosen) {
    const start = performance.now();
    const outcome = await run(job);
    score.micros.push((performance.now() - start) * 1_000);
    const kind =
      outcome.outcome === 'refused' ? 'refused' : isExact(job, outcome.files()) ? 'exact' : 'wrong';
    score[kind] += 1;
    const counts = { exact: null, wrong: score.wrongIn, refused: score.refusedIn }[kind];
    counts?.set(job.damage, (counts.get(job.damage) ?? 0) + 1);
    const files = outcome.outcome === 'applied' ? { files: Object.fromEntries(outcome.files()) } : {};
    lines.push(`${JSON.stringify({ case: job.index, damage: job.damage, ...outcome, ...files })}\n`);
  }
  if (results !== undefined) {
    await writeFile(results, '');
    await appendFile(results, lines.join(''));
  }
  return score;
}

function isExact(job: Job, files: Texts): boolean {
  return [...job.after].every(([path, text]) => files.get(path) === text);
}

function runCadence({ patch, before, tree }: Job): Outcome {
  const read = parseDirective(patch);
  const parsed = read.kind === 'none' ? parseDiff(patch) : read;
  if (parsed.kind === 'refused') return { outcome: 'refused', reason: parsed.reason };
  const landing = land(tree, parsed.edits);
  if (landing.kind === 'refused') return { outcome: 'refused', reason: landing.reason };
  return { outcome: 'applied', files: () => textsAfter(before, landing.change) };
}

function textsAfter(before: Texts, change: Change): Texts {
  const next = new Map(before);
  for (const { path, after } of change) {
    if (after === null) next.delete(path);
    else next.set(path, Buffer.from(after.bytes).toString('utf8'));
  }
  return next;
}

function runJsdiff({ patch, before }: Job, fuzzFactor: number): Outcome {
  const next = new Map(before);
  try {
    for (const one of parsePatch(patch)) {
      const path = (one.newFileName ?? '').replace(/^b\//, '');
      const result = applyPatch(next.get(path) ?? '', one, { fuzzFactor });
      if (result === false) return { outcome: 'refused', reason: 'hunk' };
      next.set(path, result);
    }
  } catch {
    return { outcome: 'refused', reason: 'parse' };
  }
  return { outcome: 'applied', files: () => next };
}

async function runProgram(
  { patch, before }: Job,
  program: string,
  args: readonly string[],
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'cadence-bench-'));
  try {
    for (const [path, text] of before) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const code = await execute(program, args, folder, patch);
    if (code !== 0) return { outcome: 'refused', reason: `exit ${code}` };
    const entries = [...before.keys()].map(
      async (path) => [path, await readFile(join(folder, path), 'utf8')] as const,
    );
    const next = new Map(await Promise.all(entries));
    return { outcome: 'applied', files: () => next };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function execute(program: string, args: readonly string[], cwd: string, input: string): Promise<number> {
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CEILING_DIRECTORIES: tmpdir(),
  };
  return new Promise((resolve) => {
    const child = execFile(program, [...args], { cwd, env }, (error) => resolve(error === null ? 0 : 1));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function rowOf(name: string, { exact, wrong, refused, micros }: Score): string {
  const all = exact + wrong + refused;
  const share = (count: number): string => ((100 * count) / all).toFixed(2).padStart(6);
  const median = micros.toSorted((a, b) => a - b)[Math.floor(micros.length / 2)] ?? 0;
  return `${name.padEnd(24)} ${share(exact)} ${share(wrong)} ${share(refused)}  ${median.toFixed(0)} µs  (${all} patches)`;
}

function detailsOf({ wrongIn, refusedIn }: Score): string[] {
  return [`  wrong: ${listed(wrongIn)}`, `  refused: ${listed(refusedIn)}`];
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([damage, count]) => `${damage} ${count}`).join(', ') || 'none';
}
