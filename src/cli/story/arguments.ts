import { nearestWord } from '../../policy/nearest-word.ts';

export type ModelChoice = 'scripted' | 'openai' | 'none';

/** The flags that `demo` and `try` share, as they were typed; null where they were not. */
export type SharedFlags = {
  readonly json: boolean;
  readonly keep: string | null;
  readonly policy: string | null;
  readonly model: string | null;
};
export const sharedFlags = { json: 'flag', keep: 'text', policy: 'text', model: 'text' } as const;

/** What both commands make of them. Paths are as they were typed. */
type Shared = {
  /** `silent`: nothing but the JSON line, and what cannot be left unsaid. */
  readonly progress: 'shown' | 'silent';
  readonly keep: string | null;
  readonly policy: string | null;
};
export type Wrong = { readonly kind: 'wrong'; readonly message: string };

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
  /** Whether the person who opened the issue says yes to what waits for a person. */
  readonly approves: 'everything' | 'nothing';
  /** Null: what the environment allows. */
  readonly model: Exclude<ModelChoice, 'scripted'> | null;
};

export function demoArguments(
  flags: SharedFlags & { readonly scenario: string | null },
  scenarios: readonly string[],
): DemoArguments | Wrong {
  const { scenario, model } = { scenario: flags.scenario ?? 'add', model: flags.model ?? 'scripted' };
  if (!scenarios.includes(scenario)) return unknownWord('scenario', scenario, scenarios);
  switch (model) {
    case 'scripted':
    case 'openai':
    case 'none':
      return withShared(flags, { scenario, model });
    default:
      return unknownWord('model', model, ['scripted', 'openai', 'none']);
  }
}

export function tryArguments(
  flags: SharedFlags & {
    readonly repo: string | null;
    readonly issue: string | null;
    readonly branch: string | null;
    readonly approve: boolean;
  },
): TryArguments | Wrong {
  const { repo, issue, branch, model } = flags;
  const approves = flags.approve ? 'everything' : 'nothing';
  if (repo === null)
    return wrong('try needs --repo DIR, a git repository on this machine, and --issue FILE.md, what to do.');
  if (issue === null)
    return wrong('try needs --issue FILE.md: its first heading is the title, the rest the text.');
  switch (model) {
    case null:
    case 'openai':
    case 'none':
      return withShared(flags, { repo, issue, branch, model, approves });
    case 'scripted':
      return wrong('--model scripted has no script for an issue of yours: take openai or none.');
    default:
      return unknownWord('model', model, ['openai', 'none']);
  }
}

function withShared<Rest extends object>(
  { json, keep, policy }: SharedFlags,
  rest: Rest,
): ({ readonly kind: 'run' } & Shared & Rest) | Wrong {
  // `--keep --json` would else make a directory of that name.
  const swallowed = Object.entries({ keep, policy, ...rest }).find(
    ([, value]) => typeof value === 'string' && value.startsWith('--'),
  );
  if (swallowed) return wrong(`--${swallowed[0]} needs a value.`);
  return { kind: 'run', progress: json ? 'silent' : 'shown', keep, policy, ...rest };
}

function unknownWord(what: string, given: string, words: readonly string[]): Wrong {
  const meant = nearestWord(given, words);
  const hint = meant ? `did you mean ${meant}?` : `there are ${words.join(', ')}.`;
  return wrong(`There is no ${what} "${given}": ${hint}`);
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message };
}
