import { gitText, runGit } from './run-git.ts';

export type Signature = {
  name: string;
  email: string;
  at: Date;
};

export type Commit = {
  oid: string;
  tree: string;
  parents: string[];
  message: string;
  author: Signature;
  committer: Signature;
};

export type NewCommit = {
  tree: string;
  parents: readonly string[];
  message: string;
  author: Signature;
  committer: Signature;
};

/** Writes a commit object; no ref moves. */
export async function writeCommit(gitDir: string, commit: NewCommit): Promise<string> {
  const parents = commit.parents.flatMap((oid) => ['-p', oid]);
  return gitText(gitDir, ['commit-tree', commit.tree, ...parents, '-F', '-'], {
    input: commit.message,
    env: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: gitDate(commit.author.at),
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: gitDate(commit.committer.at),
    },
  });
}

function gitDate(at: Date): string {
  return `@${Math.floor(at.getTime() / 1000)} +0000`;
}

// Commits never change, so they are read once. Kept for the life of the process, which a simulator shares.
const known = new Map<string, Commit>();

/** Reads a commit; throws GitError when there is none. */
export async function readCommit(gitDir: string, oid: string): Promise<Commit> {
  const key = `${gitDir}\0${oid}`;
  const cached = known.get(key);
  if (cached) return cached;
  const commit = parseCommit(oid, (await runGit(gitDir, ['cat-file', 'commit', oid])).stdout.toString());
  known.set(key, commit);
  return commit;
}

/** A commit that was read before; payloads are built without waiting. */
export function knownCommit(gitDir: string, oid: string): Commit | undefined {
  return known.get(`${gitDir}\0${oid}`);
}

function parseCommit(oid: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  const header = (end < 0 ? text : text.slice(0, end)).split('\n');
  const values = (name: string): string[] =>
    header.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    oid,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: parseSignature(values('author')[0] ?? ''),
    committer: parseSignature(values('committer')[0] ?? ''),
    message: end < 0 ? '' : text.slice(end + 2).replace(/\n$/, ''),
  };
}

function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<(.*)> (\d+) [+-]\d+$/.exec(text);
  return { name: match?.[1] ?? '', email: match?.[2] ?? '', at: new Date(Number(match?.[3] ?? 0) * 1000) };
}

/** Oids reachable from `head` and from none of `bases`, oldest first. */
export async function listCommits(gitDir: string, bases: readonly string[], head: string): Promise<string[]> {
  const args = ['rev-list', '--reverse', '--topo-order', head, ...bases.map((oid) => `^${oid}`), '--'];
  const text = await gitText(gitDir, args);
  return text === '' ? [] : text.split('\n');
}
