import { isRefName, readRef, zeroOid } from './git/ref-store.ts';
import { compare } from './git/compare-commits.ts';
import { listTree } from './git/list-tree.ts';
import { writeBlob } from './git/write-object.ts';
import type { TreeChange } from './git/write-tree.ts';
import { readCommit, writeCommit } from './git/commit-object.ts';
import { addComment, deleteComment, updateComment } from './ops/conversation/comments.ts';
import { closeIssue, createIssue, reopenIssue, updateIssue } from './ops/conversation/issues.ts';
import { deleteIssue, transferIssue } from './ops/conversation/remove-issue.ts';
import { addLabels, labelsNamed, removeLabels } from './ops/conversation/change-labels.ts';
import { findConversation, findIssue, findPull, findRepository, findUser } from './ops/access/lookups.ts';
import type { MergeOptions } from './ops/pulls/merge-pull.ts';
import { mergePull } from './ops/pulls/merge-pull.ts';
import { writeTreeOrRefuse } from './ops/code/create-objects.ts';
import type { NewPull } from './ops/pulls/pulls.ts';
import {
  closePull,
  convertToDraft,
  createPull,
  markReady,
  reopenPull,
  updatePull,
} from './ops/pulls/pulls.ts';
import { changeRefs } from './ops/code/change-refs.ts';
import { deleteRef, updateRef } from './ops/code/refs.ts';
import { requireAccess } from './ops/access/permit.ts';
import { markThread, replyInThread, updateReviewComment } from './ops/pulls/review-threads.ts';
import type { NewReview } from './ops/pulls/reviews.ts';
import { addReview } from './ops/pulls/reviews.ts';
import { signatureOf } from './ops/code/signatures.ts';
import { createUser } from './create-world.ts';
import { mintUserToken } from './ops/access/installations.ts';
import { GitHubError } from './github-error.ts';
import type { Actor } from './state/access.ts';
import type { User } from './state/accounts.ts';
import type { Comment, Issue, Pull, Repository, Review, ReviewComment } from './state/repository.ts';
import type { World } from './world.ts';

export type PushedFiles = {
  branch: string;
  /** Text by path; null deletes. */
  files: Record<string, string | Uint8Array | null>;
  message?: string;
  /** Where a new branch begins: a branch or oid; the default branch without it. */
  from?: string;
  /** Replaces what the branch was, from `from` on. */
  mode?: 'forward' | 'force';
};

/** What a person can do in one repository, with the person's own rights. */
export type Person = {
  user: User;
  /** A `ghp_…` token of the person. */
  token(): string;
  openIssue(fields: { title: string; body?: string; labels?: readonly string[] }): Issue;
  editIssue(number: number, change: { title?: string; body?: string }): void;
  closeIssue(number: number, reason?: 'completed' | 'not_planned'): void;
  reopenIssue(number: number): void;
  deleteIssue(number: number): void;
  /** To `owner/name`; the issue as it is there. */
  transferIssue(number: number, to: string): Issue;
  label(number: number, ...names: string[]): void;
  unlabel(number: number, ...names: string[]): void;
  comment(number: number, body: string): Comment;
  editComment(comment: Comment, body: string): void;
  deleteComment(comment: Comment): void;
  /** Commits files to a branch, which is made if it is not there; the new tip. */
  push(change: PushedFiles): Promise<string>;
  moveBranch(branch: string, oid: string): Promise<void>;
  deleteBranch(branch: string): Promise<void>;
  openPull(fields: NewPull): Promise<Pull>;
  editPull(number: number, change: { title?: string; body?: string; base?: string }): Promise<void>;
  closePull(number: number): void;
  reopenPull(number: number): Promise<void>;
  draftPull(number: number): void;
  readyPull(number: number): void;
  review(number: number, review: NewReview): Promise<Review>;
  /** Answers in the thread of a review comment. */
  reply(comment: ReviewComment, body: string): ReviewComment;
  editReviewComment(comment: ReviewComment, body: string): void;
  /** Resolves the thread of a review comment, or opens it again. */
  resolveThread(comment: ReviewComment): void;
  unresolveThread(comment: ReviewComment): void;
  mergePull(number: number, options?: MergeOptions): Promise<string>;
};

/** A person at work in `owner/name`; the account is made if nobody has that login. */
export function people(world: World, login: string, repositoryName: string): Person {
  const user = world.users.get(login.toLowerCase()) ?? createUser(world, login, 'User');
  const actor: Actor = { kind: 'user', user };
  const [owner = '', name = ''] = repositoryName.split('/');
  // Looked up each time: a repository may be renamed meanwhile.
  const id = findRepository(world, owner, name).id;
  const repository = (): Repository => {
    const found = world.repositories.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`there is no repository ${repositoryName} any more`);
    return found;
  };
  const named = (names: readonly string[]): ReturnType<typeof labelsNamed> =>
    labelsNamed(world, actor, repository(), { names, unknown: 'create' });
  const pull = (number: number): Pull => findPull(repository(), number);
  return {
    user,
    token: () => mintUserToken(world, findUser(world, login)),
    openIssue: ({ labels = [], ...fields }) =>
      createIssue(world, actor, repository(), { ...fields, labels: named(labels) }),
    editIssue: (number, change) => void updateIssue(world, actor, findIssue(repository(), number), change),
    closeIssue: (number, reason) => closeIssue(world, actor, findIssue(repository(), number), reason),
    reopenIssue: (number) => reopenIssue(world, actor, findIssue(repository(), number)),
    deleteIssue: (number) => deleteIssue(world, actor, findIssue(repository(), number)),
    transferIssue: (number, to) => {
      const [toOwner = '', toName = ''] = to.split('/');
      const target = findRepository(world, toOwner, toName);
      return transferIssue(world, actor, findIssue(repository(), number), target);
    },
    label: (number, ...names) =>
      addLabels(world, actor, findConversation(repository(), number), named(names)),
    unlabel: (number, ...names) =>
      removeLabels(world, actor, findConversation(repository(), number), named(names)),
    comment: (number, body) => addComment(world, actor, findConversation(repository(), number), body),
    editComment: (comment, body) => void updateComment(world, actor, comment, body),
    deleteComment: (comment) => deleteComment(world, actor, comment),
    push: (change) => push(world, actor, repository(), change),
    moveBranch: async (branch, oid) =>
      void (await updateRef(world, actor, repository(), {
        ref: `refs/heads/${branch}`,
        oid,
        force: 'force',
      })),
    deleteBranch: (branch) => deleteRef(world, actor, repository(), `refs/heads/${branch}`),
    openPull: (fields) => createPull(world, actor, repository(), fields),
    editPull: async (number, change) => void (await updatePull(world, actor, pull(number), change)),
    closePull: (number) => closePull(world, actor, pull(number)),
    reopenPull: (number) => reopenPull(world, actor, pull(number)),
    draftPull: (number) => convertToDraft(world, actor, pull(number)),
    readyPull: (number) => markReady(world, actor, pull(number)),
    review: (number, review) => addReview(world, actor, pull(number), review),
    reply: (comment, body) => replyInThread(world, actor, comment, body),
    editReviewComment: (comment, body) => void updateReviewComment(world, actor, comment, body),
    resolveThread: (comment) => void markThread(world, actor, comment, 'resolved'),
    unresolveThread: (comment) => void markThread(world, actor, comment, 'unresolved'),
    mergePull: async (number, options = {}) => (await mergePull(world, actor, pull(number), options)).oid,
  };
}

/** A git push: one commit by the person, then the ref moves. */
async function push(
  world: World,
  actor: Actor,
  repository: Repository,
  change: PushedFiles,
): Promise<string> {
  requireAccess(actor, repository, 'contents', 'write');
  const { gitDir } = repository;
  const ref = `refs/heads/${change.branch}`;
  if (!isRefName(ref)) throw new GitHubError(422, `${ref} is not a valid ref name.`);
  const before = (await readRef(gitDir, ref)) ?? zeroOid;
  const start = change.from ?? repository.defaultBranch;
  const base =
    before === zeroOid || change.mode === 'force'
      ? ((await readRef(gitDir, `refs/heads/${start}`)) ?? start)
      : before;
  const parent = await readCommit(gitDir, base);
  const present = new Set((await listTree(gitDir, parent.tree, 'recursive')).map(({ path }) => path));
  const changes: TreeChange[] = [];
  for (const [path, content] of Object.entries(change.files)) {
    if (content === null && !present.has(path)) throw new GitHubError(422, `${path} is not in the branch`);
    const oid = content === null ? null : await writeBlob(gitDir, Buffer.from(content));
    changes.push({ path, mode: null, oid });
  }
  const tree = await writeTreeOrRefuse(
    repository,
    parent.tree,
    changes,
    'the push has a path that no tree may have',
  );
  const author = signatureOf(world, actor.user);
  const message = change.message ?? `Change ${Object.keys(change.files).join(', ')}`;
  const oid = await writeCommit(gitDir, { tree, parents: [base], message, author, committer: author });
  const isForward = before === zeroOid || (await compare(gitDir, before, oid)).behind === 0;
  if (!isForward && change.mode !== 'force') throw new GitHubError(422, 'Update is not a fast forward');
  if ((await changeRefs(world, actor, repository, { changes: [{ ref, before, after: oid }] })) === 'moved') {
    throw new GitHubError(422, `${ref} was moved meanwhile`);
  }
  return oid;
}
