import type { Spec } from '../../task/spec.ts';
import { quoted } from '../neutralise.ts';
import { planText } from '../plan-text.ts';
import type { CommandWords } from './reply-words.ts';

export const plan: CommandWords = {
  done: ({ plan: spec, command }) => {
    if (spec === null || command.kind !== 'command') return null;
    const isReplaced = command.words !== '';
    const lead = isReplaced ? 'A new plan is being drafted with your guidance. The one before:' : 'The plan:';
    return `${lead}\n\n${quotedPlan(spec)}`;
  },
};

function quotedPlan(spec: Spec): string {
  return quoted(planText(spec), 20_000);
}

export const planRefusals = {
  'no-plan': () => 'There is no plan yet. To shape it, edit the issue before the plan is drafted.',
  'plan-under-way': () =>
    'Work on this plan is already published, so it cannot be replaced. To guide the next attempt, comment `/cadence retry <guidance>` when the task waits. To start over, comment `/cadence stop`, then remove the label and add it again.',
};
