import type { Actor } from '../../state/access.ts';
import type { Actions } from '../service.ts';
import type { User } from '../../state/accounts.ts';
import type { Pull, Repository } from '../../state/repository.ts';
import type { Value } from '../expression/value.ts';

/** What happened, taken down at once: pull requests and branches move on while runs wait. */
export type RunEvent = {
  readonly kind: 'push' | 'pull_request';
  /** Of a pull request: opened, synchronize, reopened. */
  readonly action: string;
  readonly repository: Repository;
  readonly actor: User;
  readonly headOid: string;
  readonly headBranch: string | null;
  readonly before: string | null;
  /** What is checked out, and under which name. */
  readonly checkoutOid: string;
  readonly ref: string;
  readonly base: { readonly ref: string; readonly oid: string } | null;
  readonly pull: Pull | null;
  readonly payload: Value;
};

/** A branch that came about or moved; `ref` is its full name. */
type Push = Parameters<Actions['onPush']>[1];

export function pushEvent(repository: Repository, { ref, before, after }: Push, actor: Actor): RunEvent {
  const payload = {
    ref,
    before,
    after,
    repository: repositoryValue(repository),
    sender: userValue(actor.user),
  };
  return {
    kind: 'push',
    action: '',
    repository,
    actor: actor.user,
    headOid: after,
    headBranch: ref.replace(/^refs\/heads\//, ''),
    before,
    checkoutOid: after,
    ref,
    base: null,
    pull: null,
    payload,
  };
}

/** null for a conflicted pull request: there is nothing to check out, and no run. */
export function pullRequestEvent(
  repository: Repository,
  pull: Pull,
  action: string,
  actor: Actor,
): RunEvent | null {
  if (pull.testMergeOid === null) return null;
  const { head, base, number } = pull;
  const payload = {
    action,
    number,
    pull_request: {
      number,
      title: pull.title,
      body: pull.body,
      draft: pull.isDraft,
      user: pull.author && userValue(pull.author),
      head: { ref: head.ref, sha: head.oid },
      base: { ref: base.ref, sha: base.oid },
    },
    repository: repositoryValue(repository),
    sender: userValue(actor.user),
  };
  return {
    kind: 'pull_request',
    action,
    repository,
    actor: actor.user,
    headOid: head.oid,
    headBranch: head.ref,
    before: null,
    checkoutOid: pull.testMergeOid,
    ref: `refs/pull/${number}/merge`,
    base: { ...base },
    pull,
    payload,
  };
}

function repositoryValue({ owner, name, defaultBranch }: Repository): Value {
  return {
    name,
    full_name: `${owner.login}/${name}`,
    default_branch: defaultBranch,
    owner: { login: owner.login },
  };
}

function userValue({ login, id, type }: User): Value {
  return { login, id, type };
}
