/**
 * What each announced step writes down before it is done: enough to find out later whether it happened. The record
 * refuses an intent that does not fit its step, so every intent that can be read back can be acted on.
 */
import { z } from 'zod';
import { cancelReason, count, name, text, time } from './fields.ts';
import { commandNames, refusalReasons } from './commands/shared/command-names.ts';
import { spending } from './spending.ts';

const nothing = z.strictObject({});
/** `tip`: the commit that ours is to follow. */
const publishing = z.strictObject({ fingerprint: text, base: text, tip: text });
const atHead = z.strictObject({ headSha: text });
/** `unknown`: what was typed is no command of ours. */
const command = { comment: text, command: z.enum([...commandNames, 'unknown']), by: name };

/** The shape of an intent's `data` for each step that has one. */
export const intentData = {
  announce: nothing,
  /** `hold`: the version of the entry that held the task. `people`: logins. */
  notify: z.strictObject({ hold: count, people: z.array(text) }),
  draftSpec: nothing,
  buildPatch: nothing,
  publishTests: publishing,
  publishChange: publishing,
  /** `headSha`: before the update. */
  updateBranch: atHead,
  draftReview: nothing,
  publishReview: atHead,
  /** `trailer`: the line of the commit message that binds the merge to the record. */
  merge: z.strictObject({ sha: text, trailer: text }),
  finish: z.strictObject({ closed: z.enum(['by-merge', 'by-us']) }),
  consult: nothing,
  openIssue: z.strictObject({ comment: text, by: name }),
  answer: z.discriminatedUnion('result', [
    z.strictObject({ ...command, result: z.literal('accepted'), reason: z.literal('') }),
    z.strictObject({ ...command, result: z.literal('refused'), reason: z.enum(refusalReasons) }),
  ]),
  cancel: z.strictObject({
    reason: cancelReason,
    by: text.nullable(),
    pull: count.nullable(),
  }),
} as const;

export type IntentStep = keyof typeof intentData;
export type IntentData<S extends IntentStep> = z.infer<(typeof intentData)[S]>;

/** The data of an `intent` entry. `deadline`: ISO 8601; the effect is not sent after it. */
export const intentEntry = z.discriminatedUnion('step', [
  intentTo('announce'),
  intentTo('notify'),
  intentTo('draftSpec'),
  intentTo('buildPatch'),
  intentTo('publishTests'),
  intentTo('publishChange'),
  intentTo('updateBranch'),
  intentTo('draftReview'),
  intentTo('publishReview'),
  intentTo('merge'),
  intentTo('finish'),
  intentTo('consult'),
  intentTo('openIssue'),
  intentTo('answer'),
  intentTo('cancel'),
]);

function intentTo<S extends IntentStep>(step: S) {
  const data = intentData[step];
  return z.strictObject({ step: z.literal(step), key: text, deadline: time, data, ...spending });
}
