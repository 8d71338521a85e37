import { z } from 'zod';
import type { ScriptedConversation } from '../../../src/cli/scripted-model/script.ts';
import {
  approval,
  comesAfter,
  draft,
  isFirst,
  sumsUp,
  works,
} from '../../../src/cli/story/script-replies.ts';

/** A list is the lines of a text: Python reads better so than with `\n` in it. */
const text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\n'))]);
const turn = z
  .array(
    z.strictObject({ name: z.string().min(1), arguments: z.record(z.string(), z.union([text, z.int()])) }),
  )
  .min(1);

/** The script.json of a task: what the model answers when it is a scripted one. Its calls go out as they are. */
export const taskScript = z.strictObject({
  specification: z.strictObject({
    title: z.string().min(1),
    goal: z.string().min(1),
    acceptance: z.array(z.string().min(1)).min(1),
    filesInScope: z.array(z.string().min(1)).min(1),
  }),
  /** Turns of the run that writes the tests. */
  tests: z.array(turn).min(1),
  change: z.strictObject({ turns: z.array(turn).min(1) }),
  /** Further attempts: `after` is a line that the one before added, `sees` what the prompt must hold by then. */
  repairs: z
    .array(
      z.strictObject({
        after: z.string().min(1),
        sees: z.array(z.string().min(1)).min(1),
        turns: z.array(turn).min(1),
      }),
    )
    .default([]),
});
export type TaskScript = z.infer<typeof taskScript>;

/** The conversations of that script, with reviewers who approve and sum it up. */
export function conversationsOf({
  specification,
  tests,
  change,
  repairs,
}: TaskScript): ScriptedConversation[] {
  return [
    draft(specification),
    works({ name: 'tests', part: 'tests', when: () => true, sees: [], turns: tests }),
    works({ name: 'change', part: 'change', when: isFirst, sees: [], turns: change.turns }),
    ...repairs.map(({ after, sees, turns }, index) =>
      works({ name: `repair ${index + 1}`, part: 'change', when: comesAfter(after), sees, turns }),
    ),
    approval,
    sumsUp,
  ];
}
