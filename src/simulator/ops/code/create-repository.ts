import { join } from 'node:path';
import { fetchInto, initBare } from '../../git/bare.ts';
import { readCommit, writeCommit } from '../../git/commit-object.ts';
import { writeBlob } from '../../git/write-object.ts';
import { writeTree } from '../../git/write-tree.ts';
import { setRef, zeroOid } from '../../git/ref-store.ts';
import { nodePrefixes } from '../../ids.ts';
import type { Role, User } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { signatureOf } from './signatures.ts';

export type NewRepository = {
  owner: User;
  name: string;
  defaultBranch?: string;
  /** What the default branch begins with: files by path, or a copy of a local branch or commit. */
  content: { files: Record<string, string> } | { fromGit: { dir: string; ref: string } };
  /** `push`: the content came by a first push, which starts workflows; else it was made on the site. */
  filledBy?: 'push' | 'site';
  collaborators?: readonly { user: User; role: Role }[];
  labels?: readonly string[];
  isPrivate?: boolean;
  parent?: Repository;
};

/** Makes a repository as its owner would on the site; nothing is installed on it, so no webhook is sent. */
export async function createRepository(world: World, fields: NewRepository): Promise<Repository> {
  const { owner, name } = fields;
  const createdAt = world.now();
  const ids = world.ids.next(nodePrefixes.Repository);
  const repository: Repository = {
    ...ids,
    owner,
    name,
    gitDir: join(world.dir, 'repositories', `${ids.id}.git`),
    defaultBranch: fields.defaultBranch ?? 'main',
    description: null,
    parent: fields.parent ?? null,
    isPrivate: fields.isPrivate ?? false,
    isArchived: false,
    collaborators: new Map(fields.collaborators?.map((entry) => [entry.user.login.toLowerCase(), entry])),
    labels: (fields.labels ?? []).map((label) => newLabel(world, label)),
    conversations: new Map(),
    nextNumber: 1,
    checkSuites: [],
    checkRuns: [],
    workflows: [],
    workflowRuns: [],
    squashMergeAllowed: true,
    mergeCommitAllowed: true,
    rebaseMergeAllowed: true,
    autoMergeAllowed: false,
    deleteBranchOnMerge: false,
    autoCloseIssues: true,
    createdAt,
    updatedAt: createdAt,
    pushedAt: createdAt,
  };
  await initBare(repository.gitDir, repository.defaultBranch);
  const oid = await fill(world, repository, fields.content);
  world.repositories.push(repository);
  world.nodes.set(repository.nodeId, { type: 'Repository', value: repository });
  // docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
  if (fields.filledBy === 'push')
    world.actions?.onPush(
      repository,
      { ref: `refs/heads/${repository.defaultBranch}`, before: zeroOid, after: oid },
      { kind: 'user', user: owner },
    );
  return repository;
}

function newLabel(world: World, name: string): Repository['labels'][number] {
  const label = {
    ...world.ids.next(nodePrefixes.Label),
    name,
    color: 'ededed',
    description: null,
    isDefault: false,
  };
  world.nodes.set(label.nodeId, { type: 'Label', value: label });
  return label;
}

/** The commit that the default branch begins with. */
async function fill(
  world: World,
  repository: Repository,
  content: NewRepository['content'],
): Promise<string> {
  const { gitDir } = repository;
  const ref = `refs/heads/${repository.defaultBranch}`;
  if ('fromGit' in content) {
    const oid = await fetchInto(gitDir, content.fromGit.dir, content.fromGit.ref, ref);
    await readCommit(gitDir, oid);
    return oid;
  }
  const changes = [];
  for (const [path, text] of Object.entries(content.files)) {
    changes.push({ path, mode: null, oid: await writeBlob(gitDir, Buffer.from(text)) });
  }
  const tree = await writeTree(gitDir, null, changes);
  const author = signatureOf(world, repository.owner);
  const oid = await writeCommit(gitDir, {
    tree,
    parents: [],
    message: 'Initial commit',
    author,
    committer: author,
  });
  await setRef(gitDir, ref, oid);
  await readCommit(gitDir, oid);
  return oid;
}
