/**
 * What GitHub says about a task at one instant: one question, and further ones only where the answer shows that it
 * was not enough. What a decision needs is there whole, or there is no Situation at all.
 */
import type { z } from 'zod';
import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import type { Role, Situation } from '../../task/situation.ts';
import { allComments } from './all-comments.ts';
import { findCloser } from './find-closer.ts';
import { findLabelled } from './find-labelled.ts';
import { failureOf, type GraphqlClient } from '../transport/graphql.ts';
import { type GraphqlError } from '../transport/graphql-refusal.ts';
import type { Memory } from './memory.ts';
import { valueAt } from '../transport/value-at.ts';
import { rawRepository, type RawRepository } from './raw-situation.ts';
import { botLogin, readActor } from './read-actor.ts';
import { readCommands, readLineCommands } from './read-comments.ts';
import { defaultPaths, pathsOf, readPolicy, triggerOf } from './read-policy.ts';
import { pickPull, readPull } from './read-pull.ts';
import { peopleIn } from './read-threads.ts';
import { absentIssue, writersOf } from './read-issue.ts';
import { readSituation } from './read-situation.ts';
import { rolesOf } from './read-roles.ts';
import { settleDetails } from './settle-details.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import { situationQuery, type PolicyPaths } from './situation-query.ts';

export type ObserveDeps = {
  readonly graphql: GraphqlClient;
  readonly permission: (login: string) => Promise<Role | Failure>;
  readonly memory: Memory;
  readonly now: () => number;
};

export async function observe(deps: ObserveDeps, look: ObserveRequest): Promise<Situation | Failure> {
  const paths = guessedPaths(deps.memory, look);
  const reply = await deps.graphql.send({ ...situationQuery(look, paths), mutations: 0 });
  if (reply.kind !== 'reply') return reply;
  const viewer = valueAt(reply.data, ['viewer', 'login']);
  if (typeof viewer === 'string') deps.memory.viewer = botLogin(viewer);
  return complete(deps, look, paths, { data: reply.data['repository'], errors: reply.errors, depth: 1 });
}

export function guessedPaths(memory: Memory, look: ObserveRequest): PolicyPaths {
  return memory.paths.get(look.repo) ?? defaultPaths;
}

/** The repository's fields as they came, alone or in the reply of a mutation; `depth`: how many keys lead to them. */
export type Came = {
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
  readonly depth: number;
};

/** From what came to a Situation, asking for what is missing. */
export async function complete(
  deps: ObserveDeps,
  look: ObserveRequest,
  asked: PolicyPaths,
  came: Came,
): Promise<Situation | Failure> {
  const { graphql, memory, permission } = deps;
  const at = deps.now();
  const failure = failureIn(came, look);
  if (failure) return failure;
  const isAbsent = came.errors.some((error) => isAbsence(error, came.depth));
  const read = parseAnswer(rawRepository, came.data, `${look.repo}#${look.issue}`);
  if (read.kind !== 'shaped') return read;
  if (read.value.issue === null && !isAbsent)
    return { kind: 'unknown', message: `GitHub told nothing about ${look.repo}#${look.issue}` };
  const { raw, missingSince } = withIssue(read.value, look, { memory, at });
  const { viewer } = memory;
  if (viewer === null) return { kind: 'unknown', message: 'GitHub has not told who we are' };
  if (raw.defaultBranchRef === null)
    return { kind: 'refused', status: 409, message: `${look.repo} has no commits` };
  const policy = readPolicy(raw.policy);
  const named = pathsOf(policy);
  memory.repositoryIds.set(look.repo, raw.id);
  memory.paths.set(look.repo, named);

  const rawPull = pickPull(raw);
  if (!rawPull) {
    const closer = await findCloser(raw, look, permission);
    if (closer.kind !== 'closer') return closer;
    if (closer.number !== null) return observe(deps, { ...look, pull: closer.number });
  }
  const pull = rawPull && readPull(rawPull, viewer);
  if (rawPull && !pull)
    return { kind: 'unknown', message: `pull request ${rawPull.number} has not caught up with its head` };
  const details = await settleDetails(graphql, look, { raw, pull: rawPull, asked, named });
  if (details.kind !== 'details') return details;
  const found = await findLabelled(graphql, look, raw.issue, triggerOf(policy));
  if (found.kind !== 'labelled') return found;
  const { labelled } = found;
  const since = labelled?.at ?? raw.issue.createdAt;
  const comments = await allComments(graphql, look, { issue: raw.issue, pull: rawPull }, since);
  if (comments.kind !== 'comments') return comments;
  const commands = [
    ...readCommands(comments.issue, 'issue', raw.issue.id),
    ...readCommands(comments.pull, 'pull', rawPull?.id ?? ''),
    ...(rawPull ? readLineCommands(rawPull.reviewThreads) : []),
  ].toSorted((a, b) => a.createdAt - b.createdAt);
  const judged = [
    ...(labelled ? [labelled.by] : []),
    ...(rawPull ? [readActor(rawPull.author)] : []),
    ...(writersOf(raw.issue) ?? []),
    ...commands.toReversed().map(({ author }) => author),
  ].flatMap(({ kind, login }) => (kind === 'person' ? [login] : []));
  const onLines = pull ? peopleIn(pull) : [];
  const roles = await rolesOf(raw, [...look.people, ...judged, ...onLines], permission);
  if (roles.kind !== 'roles') return roles;
  const base = raw.defaultBranchRef;
  return readSituation({
    at,
    viewer,
    look,
    raw,
    missingSince,
    base,
    policy,
    pull,
    details,
    labelled,
    comments,
    commands,
    roles: roles.roles,
  });
}

/** What a decision can do without: the roles are then asked for one by one, and `behindBy` stays unknown. */
const spare: ReadonlySet<string | number> = new Set(['collaborators', 'compare']);

/** What GitHub found, with something to stand for an issue that it did not find; and since when it does not. */
function withIssue(
  found: z.infer<typeof rawRepository>,
  { repo, issue: number }: ObserveRequest,
  { memory: { missing }, at }: { readonly memory: Memory; readonly at: number },
): { readonly raw: RawRepository; readonly missingSince: number | null } {
  const key = `${repo}#${number}`;
  if (found.issue?.repository.id === found.id) {
    missing.delete(key);
    return { raw: { ...found, issue: found.issue }, missingSince: null };
  }
  const missingSince = missing.get(key) ?? at;
  missing.set(key, missingSince);
  return { raw: { ...found, issue: absentIssue(number, at) }, missingSince };
}

/** GitHub's word that there is no such issue, and nothing else. */
function isAbsence({ type, path }: GraphqlError, depth: number): boolean {
  return type === 'NOT_FOUND' && path.length === depth + 1 && path[depth] === 'issue';
}

function failureIn({ data, errors, depth }: Came, look: ObserveRequest): Failure | null {
  const error = errors.find((one) => !isAbsence(one, depth) && !one.path.some((key) => spare.has(key)));
  if (!error) return data ? null : { kind: 'unknown', message: `GitHub told nothing about ${look.repo}` };
  // Only what the whole task hangs on can be gone; a missing part leaves us not knowing.
  const gone = error.type === 'NOT_FOUND' && error.path.length <= depth;
  const failure = failureOf(error);
  return gone || failure.kind !== 'gone' ? failure : { kind: 'unknown', message: error.message };
}
