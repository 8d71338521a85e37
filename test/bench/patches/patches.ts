import { writeFile } from 'node:fs/promises';
import type { Bench, BenchSettings, Corpora, Figures, Line } from '../line.ts';
import { readPatchCases, type PatchCase, type Texts } from './corpus.ts';
import { landWithCadence, landWithJsdiff, landWithProgram, type Outcome, type Timed } from './tools.ts';
import { median } from '../statistics.ts';

const rounds = 3;
/** Programs are started for one in so many: each takes a thousand times as long. */
const sampleEvery = 40;
/** The one damage where two places can be equally right. */
const ambiguous = 'missing_ctx_line';

type Tool = {
  readonly name: string;
  readonly every: number;
  readonly run: (one: PatchCase) => Timed | Promise<Timed | null>;
};
type Judged = 'exact' | 'wrong' | 'refused';
type Tally = {
  readonly counts: ReadonlyMap<Judged, number>;
  readonly elsewhere: number;
  readonly all: number;
};
/** `micros`: the median of each round. Null: the program is not there. */
type Score = { readonly name: string; tally: Tally | null; readonly micros: number[] };

/** Lands every damaged patch with Cadence and its peers: exactly, silently wrong, or refused. */
export const patches: Bench = {
  name: 'patches',
  does: 'damaged patches of real commits: landed exactly, silently wrong, refused; time a patch',
  needs: 'corpus',
  mark: 'patches.jsonl.gz',
  run: benchPatches,
};

async function benchPatches({ dir, stop, results }: BenchSettings, [corpus]: Corpora): Promise<Line[]> {
  const cases = await readPatchCases(corpus);
  const program = (name: string, ...command: readonly [string, ...string[]]): Tool => ({
    name,
    every: sampleEvery,
    run: (one) => landWithProgram(one, command, dir),
  });
  const tools: Tool[] = [
    { name: 'cadence', every: 1, run: landWithCadence },
    { name: 'jsdiff fuzz 0', every: 1, run: (one) => landWithJsdiff(one, 0) },
    { name: 'jsdiff fuzz 2', every: 1, run: (one) => landWithJsdiff(one, 2) },
    program('git apply', 'git', 'apply', '-'),
    program('git apply, lenient', 'git', 'apply', '--recount', '-C1', '--ignore-whitespace', '-'),
    program('GNU patch', 'patch', '-p1', '--batch', '--silent'),
  ];
  const scores: Score[] = tools.map(({ name }) => ({ name, tally: null, micros: [] }));
  for (let round = 0; round < rounds; round += 1) {
    const order = tools.map((tool, index) => ({ tool, score: scores[index] }));
    for (const { tool, score } of round % 2 === 0 ? order : order.toReversed()) {
      stop.throwIfAborted();
      // Kept only where they are asked for: a heap full of results slows what is measured.
      const lines: string[] | null = tool.name === 'cadence' && round === 0 && results !== null ? [] : null;
      const landed = await landAll(tool, cases, stop, lines);
      if (!score || !landed) continue;
      score.tally = landed.tally;
      score.micros.push(median(landed.micros));
      if (lines !== null && results !== null) await writeFile(results, lines.join(''));
    }
  }
  return linesOf(scores);
}

type Landed = { readonly tally: Tally; readonly micros: readonly number[] };

async function landAll(
  { run, every }: Tool,
  cases: readonly PatchCase[],
  stop: AbortSignal,
  lines: string[] | null,
): Promise<Landed | null> {
  const counts = new Map<Judged, number>();
  const micros: number[] = [];
  let elsewhere = 0;
  const chosen = cases.filter((_, index) => index % every === 0);
  for (const one of chosen) {
    if (every > 1) stop.throwIfAborted();
    const timed = await run(one);
    if (timed === null) return null;
    const judged = judgeOutcome(one, timed.outcome);
    micros.push(timed.micros);
    counts.set(judged, (counts.get(judged) ?? 0) + 1);
    if (judged === 'wrong' && one.damage !== ambiguous) elsewhere += 1;
    lines?.push(resultLine(one, timed.outcome));
  }
  return { tally: { counts, elsewhere, all: chosen.length }, micros };
}

function judgeOutcome({ after }: PatchCase, outcome: Outcome): Judged {
  if (outcome.outcome === 'refused') return 'refused';
  return isSame(after, outcome.files()) ? 'exact' : 'wrong';
}

function isSame(after: Texts, files: Texts): boolean {
  return files.size === after.size && [...after].every(([path, text]) => files.get(path) === text);
}

function resultLine({ index, damage }: PatchCase, outcome: Outcome): string {
  const files = outcome.outcome === 'applied' ? { files: Object.fromEntries(outcome.files()) } : {};
  return `${JSON.stringify({ case: index, damage, ...outcome, ...files })}\n`;
}

function linesOf(scores: readonly Score[]): Line[] {
  const figures = (of: (tally: Tally) => number): Figures[] =>
    scores.flatMap(({ name, tally }) => (tally ? [{ name, values: [(100 * of(tally)) / tally.all] }] : []));
  const share = (judged: Judged): Figures[] => figures(({ counts }) => counts.get(judged) ?? 0);
  const times = scores
    .filter(({ tally }) => tally !== null)
    .map(({ name, micros }) => ({ name, values: micros }));
  return [
    line('landed exactly', '%', share('exact'), { kind: 'at-least', value: 96 }),
    line('silently wrong', '%', share('wrong'), { kind: 'at-most', value: 0.1 }),
    line(
      'silently wrong although no context line was missing',
      '%',
      figures(({ elsewhere }) => elsewhere),
      { kind: 'at-most', value: 0 },
    ),
    line('refused', '%', share('refused'), { kind: 'none' }),
    line('time a patch', 'µs', times, { kind: 'at-most', value: 100 }),
    line('time a patch beside starting git', 'µs', times.slice(0, 1).concat(times.filter(isGit)), {
      kind: 'times-at-most',
      value: 0.05,
      of: 'git apply',
    }),
  ];
}

function isGit({ name }: Figures): boolean {
  return name === 'git apply';
}

function line(what: string, unit: string, figures: readonly Figures[], limit: Line['limit']): Line {
  const [own, ...peers] = figures;
  return { what, unit, own: own?.values ?? [], limit, peers };
}
