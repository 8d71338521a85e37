import { parseArgs } from 'node:util';
import { nearestWord } from '../../policy/nearest-word.ts';

export type ModelChoice = 'scripted' | 'openai' | 'none';

/** What `demo` and `try` share. Paths are as they were typed. */
type Shared = {
  /** `silent`: nothing but the JSON line, and what cannot be left unsaid. */
  readonly progress: 'shown' | 'silent';
  readonly keep: string | null;
  readonly policy: string | null;
};

export type DemoArguments = Shared & {
  readonly kind: 'run';
  readonly scenario: string;
  readonly model: ModelChoice;
};
export type TryArguments = Shared & {
  readonly kind: 'run';
  readonly repo: string;
  readonly issue: string;
  readonly branch: string | null;
  /** Null: what the environment allows. */
  readonly model: Exclude<ModelChoice, 'scripted'> | null;
};

type Aside = { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly message: string };
type Given = Readonly<Record<string, string | boolean | undefined>>;

const shared = {
  json: { type: 'boolean' },
  keep: { type: 'string' },
  policy: { type: 'string' },
  model: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
const models: readonly ModelChoice[] = ['scripted', 'openai', 'none'];

export function parseDemoArguments(
  argv: readonly string[],
  scenarios: readonly string[],
): DemoArguments | Aside | { readonly kind: 'list' } {
  const options = { ...shared, scenario: { type: 'string' }, list: { type: 'boolean' } } as const;
  const read = readFlags('demo', argv, options);
  if (read.kind !== 'given') return read;
  const { given } = read;
  if (given['help']) return { kind: 'help' };
  if (given['list']) return { kind: 'list' };
  const scenario = textOf(given['scenario']) ?? 'add';
  if (!scenarios.includes(scenario)) return unknownWord('scenario', scenario, scenarios);
  const model = textOf(given['model']) ?? 'scripted';
  if (!isModel(model)) return unknownWord('model', model, models);
  return { kind: 'run', ...sharedOf(given), scenario, model };
}

export function parseTryArguments(argv: readonly string[]): TryArguments | Aside {
  const options = {
    ...shared,
    repo: { type: 'string' },
    issue: { type: 'string' },
    branch: { type: 'string' },
  } as const;
  const read = readFlags('try', argv, options);
  if (read.kind !== 'given') return read;
  const { given } = read;
  if (given['help']) return { kind: 'help' };
  const [repo, issue] = [textOf(given['repo']), textOf(given['issue'])];
  if (!repo)
    return wrong('try needs --repo DIR, a git repository on this machine, and --issue FILE.md, what to do.');
  if (!issue) return wrong('try needs --issue FILE.md: its first heading is the title, the rest the text.');
  const model = textOf(given['model']) ?? null;
  if (model === 'scripted')
    return wrong('--model scripted has no script for your issue: take openai or none, or run demo.');
  if (model !== null && !isModel(model)) return unknownWord('model', model, ['openai', 'none']);
  return {
    kind: 'run',
    ...sharedOf(given),
    repo,
    issue,
    branch: textOf(given['branch']) ?? null,
    model: model === 'scripted' ? null : model,
  };
}

type Flags = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>;

function readFlags(
  command: string,
  argv: readonly string[],
  options: Flags,
): { readonly kind: 'given'; readonly given: Given } | Aside {
  // Not by parseArgs: it speaks of its own options, and of `--` and quoting, at length.
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') return wrong(`${command} does not take "${token.value}".`);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) {
      const meant = nearestWord(token.name, Object.keys(options));
      return wrong(`${command} has no option ${token.rawName}${meant ? `: did you mean --${meant}?` : '.'}`);
    }
    if (option.type === 'boolean' && token.value !== undefined)
      return wrong(`${token.rawName} takes no value.`);
    const value = option.type === 'boolean' ? true : token.value;
    if (value === undefined || value === '' || (typeof value === 'string' && value.startsWith('--')))
      return wrong(`${token.rawName} needs a value.`);
    if (given[token.name] !== undefined && option.type === 'string')
      return wrong(`${token.rawName} was given twice.`);
    given[token.name] = value;
  }
  return { kind: 'given', given };
}

function sharedOf(given: Given): Shared {
  return {
    progress: given['json'] ? 'silent' : 'shown',
    keep: textOf(given['keep']),
    policy: textOf(given['policy']),
  };
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function isModel(word: string): word is ModelChoice {
  return models.some((model) => model === word);
}

function unknownWord(what: string, given: string, words: readonly string[]): Aside {
  const meant = nearestWord(given, words);
  const hint = meant ? `did you mean ${meant}?` : `there are ${words.join(', ')}.`;
  return wrong(`There is no ${what} "${given}": ${hint}`);
}

function wrong(message: string): Extract<Aside, { kind: 'wrong' }> {
  return { kind: 'wrong', message };
}
