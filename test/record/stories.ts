/** Legal logs, each of another turn that a task can take. */
import type { LogEntry } from '../../src/record/log-entry.ts';
import type { Draft } from '../../src/task/entry.ts';
import { baseSha, headSha } from '../../src/task/names.ts';
import {
  addressOf,
  answeredDraft,
  consulted,
  drafts,
  head,
  heldDraft,
  intent,
  patch,
  roadTo,
} from '../task/build.ts';
import { directive, logged } from './legal-log.ts';

const road = roadTo('Meta reported');
const fromApplied = road.slice(road.indexOf(drafts.applied) - 1);
const fromGreen = road.slice(road.indexOf(drafts.green));
const requests = { total: 3, graphql: 2, contentCreating: 1, mutations: 1 };
const call = {
  at: '2026-03-01T12:00:00.000Z',
  profile: 'reasoning',
  model: 'm',
  promptTokens: 100,
  replyTokens: 20,
  costUsd: 0.25,
  durationMs: 10,
  outcome: 'reply',
  prompt: addressOf('1'),
  reply: addressOf('2'),
};
const paid = { ...drafts.generated, data: { ...drafts.generated.data, requests, calls: [call] } } as Draft;
const red: Draft = {
  kind: 'failed_test',
  headSha: head,
  data: {
    reason: 'red',
    attempt: 1,
    part: 'change',
    runId: 12,
    runAttempt: 1,
    failed: ['t'],
    explained: addressOf('d'),
  },
};
const concerns = addressOf('7');
const worrying = { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, concerns } } as Draft;
const moved = headSha('aaaa3333');
const newer = baseSha('b1111111');
const atNewBase = (draft: Draft): Draft => {
  const text = JSON.stringify(draft)
    .replaceAll(`"${head}"`, `"${moved}"`)
    .replaceAll('"b0000000"', `"${newer}"`);
  return draft.kind === 'intent' || draft.kind === 'reported' ? draft : (JSON.parse(text) as Draft);
};

export const stories: Readonly<Record<string, readonly LogEntry[]>> = {
  'the straight road, and what it cost': logged([
    ...roadTo('Generate'),
    intent('draftSpec'),
    paid,
    intent('announce'),
    { kind: 'announced', data: { comment: 'posted' } },
    ...road.slice(road.indexOf(drafts.generated) + 1),
  ]),
  'a directive without tests': logged([
    ...roadTo('Generate'),
    intent('draftSpec'),
    directive,
    intent('buildPatch'),
    { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, by: 'directive' } },
    ...fromApplied,
  ]),
  'a red run, a second attempt, a base that moved': logged([
    ...roadTo('Test(evidence)'),
    red,
    intent('buildPatch'),
    {
      kind: 'failed_build_patch',
      data: { reason: 'screened-secrets', attempt: 2, part: 'change', explained: addressOf('8') },
    },
    intent('buildPatch'),
    { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, change: patch('change-2') } },
    intent('publishChange'),
    drafts.applied,
    intent('updateBranch'),
    { kind: 'base_updated', headSha: moved, data: { base: newer } },
    ...fromGreen.map(atNewBase),
  ]),
  'concerns that a person allowed, and a hold that ended by itself': logged([
    ...roadTo('Execute(change)'),
    intent('buildPatch'),
    worrying,
    heldDraft('change-approval'),
    intent('answer'),
    answeredDraft({ command: 'approve', approved: concerns }),
    intent('publishChange'),
    drafts.applied,
    heldDraft('no-run'),
    { kind: 'released', data: { reason: 'no-run' } },
    ...fromGreen,
  ]),
  'a rejection, a question, a hold that a retry ended': logged([
    ...roadTo('Review'),
    intent('draftReview'),
    drafts.rejected,
    intent('publishReview'),
    { kind: 'failed_patch_review', headSha: head, data: { reviewId: 'R_0' } },
    intent('consult'),
    consulted('IC_8'),
    intent('answer'),
    answeredDraft({ command: 'ask', comment: 'IC_8', by: 'ada', reply: 'posted' }),
    heldDraft('no-progress'),
    intent('answer'),
    answeredDraft({ by: 'bob', guidance: addressOf('a') }),
    intent('buildPatch'),
    { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, change: patch('change-2') } },
    ...fromApplied,
  ]),
  'a merge that GitHub refused, and one that came late': logged([
    ...roadTo('Commit'),
    intent('merge'),
    { kind: 'failed_commit', headSha: head, data: { reason: 'other' } },
    ...fromGreen.slice(0, fromGreen.indexOf(drafts.merged)),
    { kind: 'intent_dropped', data: { step: 'merge', reason: 'not-found' } },
    intent('answer'),
    answeredDraft({ command: 'status', comment: 'IC_5', reply: 'posted' }),
    heldDraft('merge-forbidden'),
    { kind: 'released', data: { reason: 'merge-forbidden' } },
    ...fromGreen.slice(fromGreen.indexOf(drafts.merged) - 1),
  ]),
  'a stop': logged([
    ...roadTo('Test(evidence)'),
    heldDraft('conflict'),
    intent('notify'),
    {
      kind: 'notified',
      data: { hold: roadTo('Test(evidence)').length + 1, people: ['ada'], comment: 'posted' },
    },
    intent('answer'),
    answeredDraft({ command: 'stop', by: 'bob' }),
    intent('cancel'),
    { kind: 'cancelled', data: { reason: 'stopped', by: 'bob' } },
  ]),
  'two tasks, one after the other': logged(road, logged(roadTo('Meta reported')), 8),
};
