/** Recall as lines of the table: of each corpus, of each project by itself, and of all projects together. */
import type { Limit, Line } from '../line.ts';
import { mean } from '../statistics.ts';
import { chooseOnOthers } from './left-out.ts';
import type { Recall } from './recall.ts';

/** One question at one budget. `filled`: tokens as a share of the budget. `near`: by candidate of the weights. */
export type Case = {
  readonly corpus: string;
  readonly project: string;
  readonly budget: number;
  readonly own: Recall;
  readonly bm25: Recall;
  readonly filled: number;
  readonly near: ReadonlyMap<string, Recall>;
};

type Aims = ReadonlyMap<number, Readonly<Record<keyof Recall, number | null>>>;

/** Of the three small projects that ranking was first made with, the least that must be found, by budget of tokens. */
const small: Aims = new Map([
  [8_000, { files: 0.9, hunks: 0.87 }],
  [32_000, { files: 0.97, hunks: null }],
]);
/** Of any others, as a multiple of what BM25 finds. */
const anywhere: Aims = new Map([
  [8_000, { files: 1.22, hunks: 1.32 }],
  [32_000, { files: 1.18, hunks: 1.26 }],
]);
const kinds = ['files', 'hunks'] as const;

export function recallLines(cases: readonly Case[]): Line[] {
  return groupsOf(cases, ({ budget }) => String(budget)).flatMap(([, some]) => {
    const corpora = groupsOf(some, ({ corpus }) => corpus);
    const each = corpora.flatMap(([corpus, its]) => corpusLines(corpus, its));
    const all = corpora.length > 1 ? kinds.map((kind) => line('all', some, kind, { kind: 'none' })) : [];
    return each.concat(all, filledLine(some));
  });
}

function corpusLines(corpus: string, cases: readonly Case[]): Line[] {
  const ahead: Limit = { kind: 'times-at-least', value: 1, of: 'BM25' };
  const whole = kinds.map((kind) => line(corpus, cases, kind, limitOf(corpus, cases, kind)));
  const projects = groupsOf(cases, ({ project }) => project);
  return whole.concat(
    projects.flatMap(([project, its]) => kinds.map((kind) => line(project, its, kind, ahead))),
  );
}

function limitOf(corpus: string, [first]: readonly Case[], kind: keyof Recall): Limit {
  const budget = first?.budget ?? 0;
  const aim = (corpus === 'context' ? small : anywhere).get(budget)?.[kind] ?? null;
  if (aim === null) return { kind: 'none' };
  return corpus === 'context'
    ? { kind: 'at-least', value: aim }
    : { kind: 'times-at-least', value: aim, of: 'BM25' };
}

/** Recall of files is a mean over tasks, and so is recall of hunks: a large fix counts as much as a small one. */
function line(whose: string, cases: readonly Case[], kind: keyof Recall, limit: Limit): Line {
  const budget = cases[0]?.budget ?? 0;
  const leftOut = recallLeftOut(cases, kind);
  return {
    what: `${kind === 'files' ? 'file' : 'hunk'} recall at ${budget} tokens, ${whose}`,
    unit: '',
    own: [mean(cases.map(({ own }) => own[kind]))],
    limit,
    peers: [
      { name: 'BM25', values: [mean(cases.map(({ bm25 }) => bm25[kind]))] },
      ...(leftOut === null ? [] : [{ name: 'with weights chosen on the other projects', values: [leftOut] }]),
    ],
  };
}

/** Null where no other weights were tried, or there is one project alone. */
function recallLeftOut(cases: readonly Case[], kind: keyof Recall): number | null {
  const projects = groupsOf(cases, ({ project }) => project);
  const names = [...(cases[0]?.near.keys() ?? [])];
  if (names.length === 0 || projects.length < 2) return null;
  const of = (name: string, some: readonly Case[], what: keyof Recall): number =>
    mean(some.map(({ near }) => near.get(name)?.[what] ?? 0));
  const merit = (name: string, some: readonly Case[]): number =>
    of(name, some, 'files') + of(name, some, 'hunks');
  const chosen = chooseOnOthers(
    new Map(
      names.map((name) => [name, new Map(projects.map(([project, some]) => [project, merit(name, some)]))]),
    ),
  );
  return mean(
    projects.flatMap(([project, some]) =>
      some.map(({ near }) => near.get(chosen.get(project) ?? '')?.[kind] ?? 0),
    ),
  );
}

function filledLine(cases: readonly Case[]): Line {
  return {
    what: `share of ${cases[0]?.budget ?? 0} tokens that is used`,
    unit: '',
    own: [Math.max(...cases.map(({ filled }) => filled))],
    limit: { kind: 'at-most', value: 1 },
    peers: [],
  };
}

function groupsOf(cases: readonly Case[], key: (one: Case) => string): [string, Case[]][] {
  return [...Map.groupBy(cases, key)];
}
