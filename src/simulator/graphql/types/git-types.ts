import { readCommit } from '../../git/commit-object.ts';
import type { Signature } from '../../git/commit-object.ts';
import { listSizedTree } from '../../git/list-tree.ts';
import { objectType, readBlob, resolve } from '../../git/read-objects.ts';
import { isOid } from '../../git/repository-store.ts';
import { gitNodeId } from '../../ids.ts';
import { requireAccess } from '../../ops/access/permit.ts';
import type { CheckSuite, Repository } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import { commitsBetween, comparison } from '../git-facts.ts';
import type { Args, Fields, GitSource, GraphqlContext, RefSource, Typed } from '../source.ts';
import { as, int, need, record, text, time } from '../source.ts';
import { repositoryPath, webUrl } from '../web-url.ts';

const maxTextBytes = 512_000;

/** A git object as GraphQL's `GitObject`; null where there is none. */
export async function gitObject(repository: Repository, expression: string): Promise<Typed | null> {
  const oid = isOid(expression) ? expression : await resolve(repository.gitDir, expression);
  const type = oid === null ? null : await objectType(repository.gitDir, oid);
  if (oid === null || type === null) return null;
  return as(type.charAt(0).toUpperCase() + type.slice(1), { repository, oid });
}

const commit: Fields<GitSource> = {
  ...gitFields('Commit'),
  message: async (source) => (await commitOf(source)).message.trimEnd(),
  messageHeadline: async (source) => (await commitOf(source)).message.split('\n', 1)[0] ?? '',
  messageBody: async (source) => (await commitOf(source)).message.split('\n').slice(1).join('\n').trim(),
  tree: async (source) => ({ repository: source.repository, oid: (await commitOf(source)).tree }),
  parents: async (source, args) => {
    const { parents } = await commitOf(source);
    return connection(
      'parents',
      parents.map((oid) => ({ repository: source.repository, oid })),
      args,
    );
  },
  author: async (source) => (await commitOf(source)).author,
  committer: async (source) => (await commitOf(source)).committer,
  authoredDate: async (source) => time((await commitOf(source)).author.at),
  committedDate: async (source) => time((await commitOf(source)).committer.at),
  history: async (source, args) => {
    const oids = (await commitsBetween(source.repository, null, source.oid)).toReversed();
    return connection(
      'history',
      oids.map((oid) => ({ repository: source.repository, oid })),
      args,
    );
  },
  associatedPullRequests: ({ repository, oid }, args) => {
    const pulls = [...repository.conversations.values()].filter((one) => one.kind === 'pull');
    return connection(
      'associatedPullRequests',
      pulls.filter((pull) => pull.head.oid === oid || pull.merged?.oid === oid),
      args,
    );
  },
  checkSuites: ({ repository, oid }, args, { actor }) => {
    requireAccess(actor, repository, 'checks', 'read');
    const filter = record(args, 'filterBy') ?? {};
    const appId = int(filter, 'appId');
    const checkName = text(filter, 'checkName');
    const isAsked = (suite: CheckSuite): boolean =>
      suite.headOid === oid &&
      (appId === undefined || suite.app.id === appId) &&
      (checkName === undefined || suite.runs.some((run) => run.name === checkName));
    return connection('checkSuites', repository.checkSuites.filter(isAsked), args);
  },
};

function gitFields(type: 'Commit' | 'Tree' | 'Blob'): Fields<GitSource> {
  const path = ({ repository, oid }: GitSource): string =>
    `${repositoryPath(repository)}/${type === 'Commit' ? 'commit' : type.toLowerCase()}/${oid}`;
  return {
    id: ({ repository, oid }) => gitNodeId({ type, repositoryId: repository.id, oid }),
    oid: ({ oid }) => oid,
    abbreviatedOid: ({ oid }) => oid.slice(0, 7),
    repository: ({ repository }) => repository,
    commitResourcePath: path,
    commitUrl: (source, _args, { world }) => webUrl(world, path(source)),
    ...(type === 'Commit'
      ? {
          resourcePath: path,
          url: (source: GitSource, _args: Args, { world }: GraphqlContext) => webUrl(world, path(source)),
        }
      : {}),
  };
}

function commitOf({ repository, oid }: GitSource): ReturnType<typeof readCommit> {
  return readCommit(repository.gitDir, oid);
}

const ref: Fields<RefSource> = {
  id: ({ repository, name }) => gitNodeId({ type: 'Ref', repositoryId: repository.id, name }),
  name: ({ name }) => name.replace(/^refs\/[^/]+\//, ''),
  prefix: ({ name }) => /^refs\/[^/]+\//.exec(name)?.[0] ?? '',
  repository: ({ repository }) => repository,
  target: ({ repository, oid }) => gitObject(repository, oid),
  associatedPullRequests: ({ repository, name }, args) => {
    const pulls = [...repository.conversations.values()].filter((one) => one.kind === 'pull');
    return connection(
      'associatedPullRequests',
      pulls.filter((pull) => `refs/heads/${pull.head.ref}` === name),
      args,
    );
  },
  // docs.github.com/graphql/reference/objects#ref: ahead and behind of `headRef` against this one; null if there is none.
  compare: async ({ repository, oid }, args) => {
    const asked = need(args, 'headRef');
    const head =
      (await resolve(repository.gitDir, `refs/heads/${asked}`)) ?? (await resolve(repository.gitDir, asked));
    if (head === null) return null;
    const { ahead, behind } = await comparison(repository, oid, head);
    return { repository, base: oid, head, ahead, behind };
  },
};

type ComparisonSource = {
  repository: Repository;
  base: string;
  head: string;
  ahead: number;
  behind: number;
};

const comparisonFields: Fields<ComparisonSource> = {
  id: ({ base, head }) => `CMP_${base}...${head}`,
  aheadBy: ({ ahead }) => ahead,
  behindBy: ({ behind }) => behind,
  status: ({ ahead, behind }) => {
    if (ahead > 0) return behind > 0 ? 'DIVERGED' : 'AHEAD';
    return behind > 0 ? 'BEHIND' : 'IDENTICAL';
  },
  baseTarget: ({ repository, base }) => gitObject(repository, base),
  headTarget: ({ repository, head }) => gitObject(repository, head),
  commits: async ({ repository, base, head }, args) => {
    const oids = await commitsBetween(repository, base, head);
    return connection(
      'commits',
      oids.map((oid) => ({ repository, oid })),
      args,
    );
  },
};

const blob: Fields<GitSource> = {
  ...gitFields('Blob'),
  byteSize: async ({ repository, oid }) => (await readBlob(repository.gitDir, oid)).length,
  isBinary: async ({ repository, oid }) => (await readBlob(repository.gitDir, oid)).includes(0),
  isTruncated: async ({ repository, oid }) => (await readBlob(repository.gitDir, oid)).length > maxTextBytes,
  // docs.github.com/graphql/reference/objects#blob: null if the blob is binary.
  text: async ({ repository, oid }) => {
    const bytes = await readBlob(repository.gitDir, oid);
    return bytes.includes(0) ? null : bytes.subarray(0, maxTextBytes).toString('utf8');
  },
};

type EntrySource = GitSource & { name: string; mode: number; type: string; size: number };

export const gitTypes = {
  Commit: commit,
  Ref: ref,
  Comparison: comparisonFields,
  Blob: blob,
  Tree: {
    ...gitFields('Tree'),
    entries: async ({ repository, oid }) =>
      (await listSizedTree(repository.gitDir, oid, 'flat')).map((entry) => ({
        repository,
        oid: entry.oid,
        name: entry.path,
        mode: Number.parseInt(entry.mode, 8),
        type: entry.type,
        size: entry.size ?? 0,
      })),
  } satisfies Fields<GitSource>,
  TreeEntry: {
    name: ({ name }) => name,
    path: ({ name }) => name,
    mode: ({ mode }) => mode,
    type: ({ type }) => type,
    size: ({ size }) => size,
    oid: ({ oid }) => oid,
    repository: ({ repository }) => repository,
    object: ({ repository, oid }) => gitObject(repository, oid),
  } satisfies Fields<EntrySource>,
  GitActor: {
    name: ({ name }) => name,
    email: ({ email }) => email,
    date: ({ at }) => time(at),
    user: ({ email }, _args, { world }) => {
      // GitHub knows people by `<id>+<login>@users.noreply…`.
      const id = Number(/^(\d+)\+/.exec(email)?.[1]);
      return [...world.users.values()].find((one) => one.id === id) ?? null;
    },
  } satisfies Fields<Signature>,
};
