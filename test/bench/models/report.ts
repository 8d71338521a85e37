import type { OutcomeLine } from '../../../src/cli/story/outcome-line.ts';
import type { HoldReason } from '../../../src/task/hold-reasons.ts';
import type { Cases, Line } from '../line.ts';

/** What became of a task. `error`: the task or this machine is at fault, so that nothing is said about the model. */
export type TaskReport = {
  readonly task: string;
  readonly verdict: 'solved' | 'not solved' | 'error';
  /** How the loop ended; null: it never did. */
  readonly outcome: 'merged' | 'held' | 'cancelled' | null;
  readonly attempts: number;
  /** New tests that were seen failing before the change. */
  readonly proved: number;
  readonly tokens: { readonly in: number; readonly out: number };
  /** Null: the model's price is not known. */
  readonly usd: number | null;
  readonly seconds: number;
  /** To GitHub. */
  readonly requests: number;
  /** Reason code of the hold, hidden tests that fail, what is wrong with the task; empty where it is solved. */
  readonly why: readonly string[];
};

/** Of a task that did not get as far as the loop. */
export const emptyReport = {
  verdict: 'error',
  outcome: null,
  attempts: 0,
  proved: 0,
  tokens: { in: 0, out: 0 },
  usd: 0,
  requests: 0,
} as const satisfies Partial<TaskReport>;

/** Holds that no model has brought about: a server that cannot be reached, a policy that is wrong. */
const notTheModels: ReadonlySet<string> = new Set<HoldReason>([
  'policy-missing',
  'policy-wrong',
  'ruleset-missing',
  'ruleset-wrong',
  'workflow-missing',
  'method-not-allowed',
  'no-model',
  'model-unavailable',
  'model-without-price',
  'list-truncated',
  'artefact-missing',
  'internal-error',
]);

/** `failures`: hidden tests; `flaws`: why the end cannot be trusted although the loop ended. */
export function verdictOf(
  { outcome, reason }: Pick<OutcomeLine, 'outcome' | 'reason'>,
  failures: readonly string[],
  flaws: readonly string[],
): TaskReport['verdict'] {
  if (flaws.length > 0 || (reason !== null && notTheModels.has(reason))) return 'error';
  return outcome === 'merged' && failures.length === 0 ? 'solved' : 'not solved';
}

const heads = [
  'task',
  'solved',
  'outcome',
  'attempts',
  'red first',
  'tokens in',
  'tokens out',
  'USD',
  'seconds',
  'requests',
  'why not',
];

/** Most that the table names of what failed; the JSON has all. */
const shown = 3;

export function casesOf(reports: readonly TaskReport[], model: string): Cases {
  return { heads, rows: reports.map(rowOf), summary: summaryOf(reports, model), data: reports };
}

function rowOf({ task, verdict, outcome, tokens, usd, why, ...report }: TaskReport): string[] {
  const { attempts, proved, seconds, requests } = report;
  const more = why.length > shown ? [`${why.length - shown} more`] : [];
  return [
    task,
    { solved: 'yes', 'not solved': 'NO', error: 'ERROR' }[verdict],
    outcome ?? '–',
    ...[attempts, proved, tokens.in, tokens.out].map(String),
    usd === null ? 'unknown' : usd.toFixed(4),
    seconds.toFixed(1),
    String(requests),
    [...why.slice(0, shown), ...more].join('; ').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|'),
  ];
}

function summaryOf(reports: readonly TaskReport[], model: string): string {
  const { tokensIn, tokensOut, usd, seconds } = totals(reports);
  const solved = reports.filter(({ verdict }) => verdict === 'solved').length;
  const errors = reports.filter(({ verdict }) => verdict === 'error').length;
  return [
    `solved ${solved}/${reports.length} with ${model}`,
    ...(errors > 0 ? [`${errors} with an error`] : []),
    `${tokensIn} tokens in, ${tokensOut} out`,
    usd === null ? 'cost unknown' : `${usd.toFixed(4)} USD`,
    `${seconds.toFixed(0)} s`,
  ].join('; ');
}

function totals(reports: readonly TaskReport[]) {
  const sum = (of: (report: TaskReport) => number): number => reports.reduce((all, one) => all + of(one), 0);
  return {
    tokensIn: sum(({ tokens }) => tokens.in),
    tokensOut: sum(({ tokens }) => tokens.out),
    usd: reports.some(({ usd }) => usd === null) ? null : sum(({ usd }) => usd ?? 0),
    seconds: sum(({ seconds }) => seconds),
  };
}

/** The same as figures, for the table of all benchmarks. Tasks with an error count as not solved, and for nothing else. */
export function linesOf(reports: readonly TaskReport[]): Line[] {
  const run = reports.filter(({ verdict }) => verdict !== 'error');
  const solved = reports.filter(({ verdict }) => verdict === 'solved').length;
  const figures: [string, string, number[]][] = [
    ['solved', '%', [(100 * solved) / reports.length]],
    ['attempts a task', '', run.map(({ attempts }) => attempts)],
    ['tokens a task', '', run.map(({ tokens }) => tokens.in + tokens.out)],
    ['cost a task', 'USD', run.flatMap(({ usd }) => (usd === null ? [] : [usd]))],
    ['time a task', 's', run.map(({ seconds }) => seconds)],
  ];
  return figures
    .filter(([, , own]) => own.length > 0)
    .map(([what, unit, own]) => ({ what, unit, own, limit: { kind: 'none' }, peers: [] }));
}
