/** The merge, pinned to a head. */
import { z } from 'zod';
import type { MergeCall, MergeRefusal, MergeReply } from '../../task/shapes/merge-call.ts';
import { splitRepo } from '../../task/names.ts';
import { restMutationCost } from '../transport/meter.ts';
import { meaningOf } from '../transport/sentences.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import type { RestDeps } from './rest-deps.ts';

const merged = z.object({ merged: z.literal(true), sha: z.string() });

export async function merge(deps: RestDeps, call: MergeCall, signal: AbortSignal): Promise<MergeReply> {
  const { owner, name } = splitRepo(deps.repo);
  const reply = await deps.transport.perform(deps.access, deps.meter, {
    effect: 'mutation',
    cost: restMutationCost,
    signal,
    send: (request) =>
      request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
        owner,
        repo: name,
        pull_number: call.pull,
        sha: call.sha,
        merge_method: call.method,
        commit_title: call.title,
        commit_message: call.message,
      }),
  });
  if (reply.kind === 'refused') return { ...reply, reason: mergeRefusal(reply.status, reply.message) };
  if (reply.kind !== 'answer') return reply;
  const read = parseAnswer(merged, reply.value.data, `the merge of pull request ${call.pull}`);
  if (read.kind === 'shaped') return { kind: 'merged', sha: read.value.sha };
  return { kind: 'unknown', message: read.message };
}

/**
 * 405 has many meanings, and only its sentence tells them apart. One that we do not know is no race and no right that
 * is missing: `other`, with the sentence.
 */
export function mergeRefusal(status: number, message: string): MergeRefusal {
  const moved = meaningOf(message, ['base-moved', 'head-moved']);
  if (moved) return moved;
  if (status === 409) return 'head-moved';
  if (status === 401 || status === 403) return 'forbidden';
  const said = meaningOf(message, ['draft', 'method-not-allowed', 'not-mergeable', 'conflict']);
  return said === 'conflict' ? 'not-mergeable' : (said ?? 'other');
}
