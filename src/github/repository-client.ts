/** What can be asked of GitHub, and done there, for one repository. */
import type { MergeCall, MergeReply, UpdateCall, UpdateReply } from '../task/shapes/merge-call.ts';
import type { Failure, ObserveRequest, Mutation, MutationReply } from '../task/shapes/mutation.ts';
import { splitRepo } from '../task/names.ts';
import type { ArtifactsReply, Bytes, JobsReply, LogReply, RunReply } from '../task/shapes/run-files.ts';
import type { Role, Situation } from '../task/situation.ts';
import { createGraphql } from './transport/graphql.ts';
import type { Memory } from './observe/memory.ts';
import { merge } from './rest/merge-pull.ts';
import type { RestDeps } from './rest/rest-deps.ts';
import { readCost } from './transport/meter.ts';
import { mutate } from './mutate/mutate.ts';
import { observe } from './observe/observe.ts';
import { rawPermission, readPermission } from './observe/read-roles.ts';
import { artifacts, artifactZip, jobLog, jobs, run } from './rest/runs.ts';
import { tarball } from './rest/tarball.ts';
import { updateBranch } from './rest/update-pull.ts';
import { parseAnswer } from './transport/parse-answer.ts';

export type RepositoryClient = {
  observe(look: ObserveRequest): Promise<Situation | Failure>;
  /** One document; with a look, the reply carries the situation after it where GitHub's payload reaches that far. */
  mutate(
    mutations: readonly Mutation[],
    look: ObserveRequest | null,
    signal: AbortSignal,
  ): Promise<MutationReply>;
  merge(call: MergeCall, signal: AbortSignal): Promise<MergeReply>;
  updateBranch(call: UpdateCall, signal: AbortSignal): Promise<UpdateReply>;
  tarball(sha: string): Promise<Bytes | Failure>;
  artifacts(runId: number): Promise<ArtifactsReply | Failure>;
  artifactZip(id: number): Promise<Bytes | Failure>;
  run(runId: number): Promise<RunReply | Failure>;
  jobs(runId: number, attempt: number): Promise<JobsReply | Failure>;
  /** The whole log; `refused` with status 413 above 32 MB. */
  jobLog(jobId: number): Promise<LogReply | Failure>;
};

export type RepositoryDeps = RestDeps & {
  readonly graphqlUrl: string;
  readonly memory: Memory;
  readonly now: () => number;
};

export function createRepositoryClient(deps: RepositoryDeps): RepositoryClient {
  const { transport, access, meter, repo, graphqlUrl, memory, now } = deps;
  const graphql = createGraphql(transport, graphqlUrl, access, meter);
  const looking = { graphql, permission: (login: string) => permissionOf(deps, login), memory, now };
  return {
    observe: (look) => observe(looking, look),
    mutate: (mutations, look, signal) => mutate(looking, { repo, mutations, look, signal }),
    merge: (call, signal) => merge(deps, call, signal),
    updateBranch: (call, signal) => updateBranch(deps, call, signal),
    tarball: (sha) => tarball(deps, sha),
    artifacts: (runId) => artifacts(deps, runId),
    artifactZip: (id) => artifactZip(deps, id),
    run: (runId) => run(deps, runId),
    jobs: (runId, attempt) => jobs(deps, runId, attempt),
    jobLog: (jobId) => jobLog(deps, jobId),
  };
}

async function permissionOf(
  { transport, access, meter, repo }: RestDeps,
  login: string,
): Promise<Role | Failure> {
  const { owner, name } = splitRepo(repo);
  const reply = await transport.perform(access, meter, {
    effect: 'read',
    cost: readCost,
    send: (request) =>
      request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
        owner,
        repo: name,
        username: login,
      }),
  });
  // Nobody of that name, or no longer: no rights.
  if (reply.kind === 'gone') return 'none';
  if (reply.kind !== 'answer') return reply;
  const read = parseAnswer(rawPermission, reply.value.data, `the role of ${login}`);
  return read.kind === 'shaped' ? readPermission(read.value) : read;
}
