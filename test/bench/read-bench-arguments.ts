import { parseArgs } from 'node:util';
import { nearestWord } from '../../src/policy/nearest-word.ts';
import type { Bench, ModelsAsked, TreeAsked } from './line.ts';

export type BenchArguments =
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | {
      readonly kind: 'run';
      readonly asked: 'by name' | 'for all';
      readonly chosen: readonly Bench[];
      /** Benchmarks that were not asked for by name and need a corpus where none is given, or to be asked for. */
      readonly left: readonly Bench[];
      readonly corpus: string | null;
      /** Folder of scenarios for `patches`; without a corpus, they alone are run. */
      readonly scenarios: string | null;
      /** Tree for `context`; without a corpus, it alone is measured. */
      readonly tree: TreeAsked | null;
      /** Folder of git repositories for `screen`. */
      readonly clones: string | null;
      readonly results: string | null;
      readonly budgets: readonly number[];
      readonly leftOut: boolean;
      readonly models: ModelsAsked;
    };

export const usage =
  'npm run bench [-- NAME …] [--list] [--corpus DIR] [--scenarios DIR] [--clones DIR] [--results FILE.jsonl] [--budget 8000,32000] [--left-out], ' +
  'npm run bench -- context --tree DIR [--question FILE] [--repomix FOLDER] [--corpus DIR], ' +
  'or npm run bench -- models [--tasks DIR] [--only NAME] [--model scripted|openai] [--policy FILE.yml] [--results FILE.jsonl]';

const options = {
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  corpus: { type: 'string' },
  scenarios: { type: 'string' },
  results: { type: 'string' },
  budget: { type: 'string', default: '8000,32000' },
  'left-out': { type: 'boolean', default: false },
  tree: { type: 'string' },
  clones: { type: 'string' },
  question: { type: 'string' },
  repomix: { type: 'string' },
  tasks: { type: 'string' },
  only: { type: 'string' },
  model: { type: 'string' },
  policy: { type: 'string' },
} as const;

export function readBenchArguments(argv: readonly string[], benches: readonly Bench[]): BenchArguments {
  const parsed = parse(argv);
  if (parsed.kind === 'wrong') return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  const { corpus = null, scenarios = null, clones = null, results = null } = values;
  const budgets = values.budget.split(',').map(Number);
  if (Object.values(values).includes('')) return wrong('an option lacks its value');
  if (!budgets.every((budget) => Number.isInteger(budget) && budget > 0))
    return wrong(`--budget takes numbers of tokens, as in 8000,32000, and not "${values.budget}"`);
  const tree = treeAsked(values);
  if (tree.kind === 'wrong') return tree;
  const asksInstead = new Map([
    ['patches', scenarios !== null],
    ['context', tree.asked !== null],
  ]);
  const named: Bench[] = [];
  for (const name of new Set(positionals)) {
    const bench = benches.find((one) => one.name === name);
    if (!bench) return unknown(name, benches);
    if (bench.needs === 'corpus' && corpus === null && asksInstead.get(name) !== true)
      return wrong(
        `${name} needs a corpus: say --corpus DIR (the folder that has ${bench.mark})${insteadOfCorpus(name)}`,
      );
    if (bench.needs === 'clones' && clones === null)
      return wrong(`${name} needs clones: say --clones DIR (a folder of git repositories)`);
    named.push(bench);
  }
  const [only] = named;
  if (scenarios !== null && (named.length !== 1 || only?.name !== 'patches'))
    return wrong('--scenarios takes the benchmark patches, by name');
  if (tree.asked !== null && !named.some(({ name }) => name === 'context'))
    return wrong('--tree takes the benchmark context, by name');
  const hasCases =
    only?.needs === 'asking' || only?.needs === 'clones' || (only?.needs === 'corpus' && corpus !== null);
  if (results !== null && (named.length !== 1 || !hasCases))
    return wrong('--results takes one benchmark that has cases (patches, context, screen, models), by name');
  if (values['left-out'] && !(corpus !== null && named.some(({ name }) => name === 'context')))
    return wrong('--left-out takes the benchmark context, by name, with a corpus');
  const models = modelsAsked(values);
  if (models.kind === 'wrong') return models;
  if (models.given && !named.some(({ needs }) => needs === 'asking'))
    return wrong('--tasks, --only, --model and --policy belong to models, by name');
  const runs = ({ needs }: Bench): boolean =>
    needs === 'nothing' || (needs === 'corpus' && corpus !== null) || (needs === 'clones' && clones !== null);
  return {
    kind: 'run',
    asked: named.length > 0 ? 'by name' : 'for all',
    chosen:
      named.length > 0 ? named.filter((one) => one.needs === 'asking' || runs(one)) : benches.filter(runs),
    left: named.length > 0 ? [] : benches.filter((bench) => !runs(bench)),
    corpus,
    clones,
    scenarios,
    tree: tree.asked,
    results,
    budgets,
    leftOut: values['left-out'],
    models: models.asked,
  };
}

/** What a benchmark takes where there is no corpus. */
export function insteadOfCorpus(name: string): string {
  if (name === 'patches') return ' or, by name, --scenarios DIR';
  return name === 'context' ? ' or, by name, --tree DIR' : '';
}

type ModelsFlags = { readonly [Flag in keyof ModelsAsked]?: string | null };

function modelsAsked({ tasks = null, only = null, model = null, policy = null }: ModelsFlags) {
  if (model !== null && model !== 'scripted' && model !== 'openai')
    return wrong(`there is no model "${model}": there are scripted and openai`);
  const asked: ModelsAsked = { tasks, only, model, policy };
  return { kind: 'asked' as const, asked, given: Object.values(asked).some((value) => value !== null) };
}

type TreeFlags = { readonly [Flag in 'tree' | 'question' | 'repomix']?: string | null };

function treeAsked({ tree = null, question = null, repomix = null }: TreeFlags) {
  if (tree !== null) {
    const asked: TreeAsked = { dir: tree, question, repomix };
    return { kind: 'asked' as const, asked };
  }
  return question === null && repomix === null
    ? { kind: 'asked' as const, asked: null }
    : wrong('--question and --repomix belong to --tree DIR');
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { kind: 'parsed' as const, values, positionals };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function unknown(name: string, benches: readonly Bench[]): BenchArguments {
  const names = benches.map((bench) => bench.name);
  const meant = nearestWord(name, names);
  return wrong(
    `there is no benchmark ${name}: ${meant === null ? names.join(', ') : `did you mean ${meant}?`}`,
  );
}

function wrong(message: string) {
  return { kind: 'wrong' as const, message };
}
