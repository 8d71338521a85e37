import { objectType, readObject } from './read-objects.ts';
import { isOid, remember } from './repository-store.ts';
import { GitError, gitText } from './run-git.ts';
import { writeObject } from './write-object.ts';

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
export function writeCommit(gitDir: string, commit: NewCommit): Promise<string> {
  const header = [
    `tree ${commit.tree}`,
    ...new Set(commit.parents.map((oid) => `parent ${oid}`)),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
  ];
  const message = commit.message.endsWith('\n') ? commit.message : `${commit.message}\n`;
  return writeObject(gitDir, 'commit', Buffer.from(`${header.join('\n')}\n\n${message}`));
}

function signatureLine({ name, email, at }: Signature): string {
  const seconds = Math.floor(at.getTime() / 1000);
  if (withoutCrud(name) === '') throw new GitError(['commit-tree'], 128, 'empty ident name');
  return `${withoutCrud(name)} <${withoutCrud(email)}> ${seconds} +0000`;
}

/** What git leaves out of names and addresses (git-scm.com/docs/git-commit-tree, "Commit Information"). */
function withoutCrud(text: string): string {
  return text.replaceAll(/^[\0-\x20.,:;<>"\\']+|[\0-\x20.,:;<>"\\']+$|[<>\n\0]/g, '');
}

// Payloads are built without waiting, so what was read once is kept beside the facts too.
const known = new Map<string, Commit>();

/** Reads a commit; throws GitError when there is none. */
export function readCommit(gitDir: string, oid: string): Promise<Commit> {
  return remember(gitDir, 'commit', [oid], async () => {
    const commit = parseCommit(oid, (await readObject(gitDir, oid, 'commit')).toString());
    known.set(`${gitDir}\0${oid}`, commit);
    return commit;
  });
}

/** A commit that was read before; payloads are built without waiting. */
export function knownCommit(gitDir: string, oid: string): Commit | null {
  return known.get(`${gitDir}\0${oid}`) ?? null;
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
export function listCommits(gitDir: string, bases: readonly string[], head: string): Promise<string[]> {
  return remember(gitDir, 'commits', [head, ...bases], async () => {
    const [base] = bases;
    const chain = bases.length === 1 && base !== undefined ? await chainFrom(gitDir, base, head) : null;
    if (chain !== null) return chain;
    const args = ['rev-list', '--reverse', '--topo-order', head, ...bases.map((oid) => `^${oid}`), '--'];
    const text = await gitText(gitDir, args);
    return text === '' ? [] : text.split('\n');
  });
}

const maxChain = 32;

/**
 * The commits after `base` up to `head`, oldest first, where each has one parent and the chain is short: most pushes
 * are so, and need no git process. null where it is otherwise, or where one of the two is no oid of a commit.
 */
export async function chainFrom(gitDir: string, base: string, head: string): Promise<string[] | null> {
  const chain: string[] = [];
  for (let at = head; at !== base;) {
    if (chain.length === maxChain || !isOid(at)) return null;
    if ((await objectType(gitDir, at)) !== 'commit') return null;
    const { parents } = await readCommit(gitDir, at);
    const [parent] = parents;
    if (parent === undefined || parents.length > 1) return null;
    chain.push(at);
    at = parent;
  }
  return chain.toReversed();
}
