/** A task specification as people read it, in Markdown that is not neutralised yet: the words are a model's. */
import type { Spec } from '../task/spec.ts';

export function planText({ title, goal, acceptance, tests, filesInScope, risk }: Spec): string {
  const parts = [
    `**${title}**`,
    goal,
    list('Done when', acceptance),
    list('Tests to write', tests),
    list('Files likely to change', filesInScope),
    risk === null ? null : `Risk: ${risk}`,
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

function list(heading: string, items: readonly string[]): string | null {
  return items.length === 0 ? null : `${heading}:\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}
