/** The two REST calls that move branches: the merge, pinned to a head, and the update from the base. */
import { z } from 'zod';
import type { Failure } from '../../task/mutation.ts';
import { splitRepo, type HeadSha, type RepoName } from '../../task/names.ts';
import { restMutationCost, type Meter } from '../transport/meter.ts';
import { parseAnswer } from '../transport/shaped.ts';
import type { Access, Transport } from '../transport/transport.ts';

export type RestDeps = {
  readonly transport: Transport;
  readonly access: Access;
  readonly meter: Meter;
  readonly repo: RepoName;
};

export type MergeCall = {
  readonly pull: number;
  /** GitHub refuses where the head is no longer this. */
  readonly sha: HeadSha;
  readonly method: 'squash' | 'merge';
  readonly title: string;
  readonly message: string;
};

export type MergeRefusal =
  'head-moved' | 'base-moved' | 'not-mergeable' | 'draft' | 'forbidden' | 'method-not-allowed' | 'other';

export type MergeReply =
  | { readonly kind: 'merged'; readonly sha: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: MergeRefusal;
      readonly message: string;
    }
  | Exclude<Failure, { kind: 'refused' }>;

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

/** 405 has many meanings; only its message tells them apart. */
export function mergeRefusal(status: number, message: string): MergeRefusal {
  if (/base branch was modified/i.test(message)) return 'base-moved';
  if (/head branch was modified/i.test(message) || status === 409) return 'head-moved';
  if (status === 401 || status === 403) return 'forbidden';
  if (/draft/i.test(message)) return 'draft';
  if (
    /(?:squash|merge commit|rebase)\w*(?: merge| merging)?s? (?:are|is) not (?:allowed|enabled)/i.test(
      message,
    )
  )
    return 'method-not-allowed';
  if (/not mergeable|merge conflict/i.test(message)) return 'not-mergeable';
  return 'other';
}

/** GitHub answers 202 and does it a little later: a look tells whether it happened. */
export async function updateBranch(
  deps: RestDeps,
  call: { readonly pull: number; readonly expectedHeadSha: HeadSha },
  signal: AbortSignal,
): Promise<{ readonly kind: 'asked' } | Failure> {
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
  if (reply.kind !== 'answer') return reply;
  const { status } = reply.value;
  return status === 202 ? { kind: 'asked' } : { kind: 'unknown', message: `GitHub answered ${status}` };
}
