/** The update of a pull request's branch from its base, pinned to a head. */
import type { UpdateCall, UpdateRefusal, UpdateReply } from '../../task/shapes/merge-call.ts';
import { splitRepo } from '../../task/names.ts';
import { restMutationCost } from '../transport/meter.ts';
import { meaningOf } from '../transport/sentences.ts';
import type { RestDeps } from './rest-deps.ts';

/** GitHub answers 202 and does it a little later: a look tells whether it happened. */
export async function updateBranch(
  deps: RestDeps,
  call: UpdateCall,
  signal: AbortSignal,
): Promise<UpdateReply> {
  const { owner, name } = splitRepo(deps.repo);
  const reply = await deps.transport.perform(deps.access, deps.meter, {
    effect: 'mutation',
    cost: restMutationCost,
    signal,
    send: (request) =>
      request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch', {
        owner,
        repo: name,
        pull_number: call.pull,
        expected_head_sha: call.expectedHeadSha,
      }),
  });
  if (reply.kind === 'refused') {
    const reason: UpdateRefusal = meaningOf(reply.message, ['conflict', 'head-moved']) ?? 'other';
    return { ...reply, reason };
  }
  if (reply.kind !== 'answer') return reply;
  const { status } = reply.value;
  return status === 202 ? { kind: 'asked' } : { kind: 'unknown', message: `GitHub answered ${status}` };
}
