import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import { mayAct, type Role } from '../../task/situation.ts';
import type { RawRepository } from './raw-situation.ts';
import { readActor } from './read-actor.ts';
import { rolesOf } from './read-roles.ts';

export type FoundCloser = { readonly kind: 'closer'; readonly number: number | null };

/** The newest open pull request of a person with write that says it closes the issue. */
export async function findCloser(
  raw: RawRepository,
  look: ObserveRequest,
  permission: (login: string) => Promise<Role | Failure>,
): Promise<FoundCloser | Failure> {
  const candidates = (raw.issue.closers?.nodes ?? [])
    .map(({ number, author }) => ({ number, author: readActor(author) }))
    .filter(({ author }) => author.kind === 'person')
    .toSorted((a, b) => b.number - a.number);
  if (look.closes === 'skip' || candidates.length === 0) return { kind: 'closer', number: null };
  const judged = await rolesOf(
    raw,
    candidates.map(({ author }) => author.login),
    permission,
  );
  if (judged.kind !== 'roles') return judged;
  const chosen = candidates.find(({ author }) =>
    mayAct(judged.roles[author.login.toLowerCase()] ?? 'none', 'write'),
  );
  return { kind: 'closer', number: chosen?.number ?? null };
}
