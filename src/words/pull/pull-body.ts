import type { Spec } from '../../task/spec.ts';
import type { Task } from '../../task/task.ts';
import { codeSpan } from '../code.ts';
import { hanging } from '../cut.ts';
import { foreignMarkdown, quoted } from '../neutralise.ts';

export type PullWords = {
  readonly task: Pick<Task, 'issue'>;
  readonly frozen: { readonly headline: string; readonly branch: string };
  readonly spec: Pick<Spec, 'goal' | 'acceptance'>;
  /** What the pull request is opened with: the tests alone, or the change. */
  readonly part: 'tests' | 'change';
};

export function pullTitle({ headline }: Pick<PullWords['frozen'], 'headline'>): string {
  return headline;
}

/** The last line is the one closing keyword that Cadence writes. */
export function pullBody({ task, frozen, spec, part }: PullWords): string {
  const acceptance = spec.acceptance.map((one) => hanging(`- ${foreignMarkdown(one.trim(), 1_000)}`));
  const parts = [
    `Made by Cadence for #${task.issue}. The status comment there says where it stands.`,
    '### What is asked for',
    quoted(spec.goal, 6_000),
    acceptance.length > 0 ? `It is done when:\n\n${acceptance.join('\n')}` : null,
    '### How it is proved',
    proved(part),
    '### What you can do',
    'Review it like any other pull request. Begin a comment with `/cadence status`, `/cadence retry <guidance>`, `/cadence stop` or `/cadence help`.',
    `If someone else pushes to ${codeSpan(frozen.branch)}, Cadence waits: it merges only what it tested.`,
    `Closes #${task.issue}`,
  ];
  return parts.filter((one) => one !== null).join('\n\n');
}

function proved(part: 'tests' | 'change'): string {
  const first =
    part === 'tests'
      ? 'The first commit holds new tests only; they must fail, which proves that they test the change. The change follows as a commit of its own.'
      : 'The change and its tests are one commit.';
  return `${first} The head that is merged passed the whole test workflow on the present base branch, and was reviewed. Should the head or the base move, it is tested again.`;
}
