/** The default branch of a repository on this disk, as a record is held against it. */
import { trailerName, trailersIn } from '../../record/trailer.ts';
import type { History, LandedCommit } from '../../task/published-landings.ts';
import { gitIn } from './git-in.ts';

/** A million commits without their messages are a hundred megabytes. */
const maxBytes = 512 * 1024 * 1024;

type HistoryRead =
  | { readonly kind: 'history'; readonly history: History }
  | { readonly kind: 'unreadable'; readonly message: string };

export async function readHistory(dir: string): Promise<HistoryRead> {
  const bytes = gitIn(dir, maxBytes);
  // What `git replace` shows in a commit's place is not what was pushed.
  const git = async (...args: readonly string[]): Promise<string | null> =>
    (await bytes('--no-replace-objects', '-c', 'i18n.logOutputEncoding=UTF-8', ...args))?.toString('utf8') ??
    null;
  const shallow = await git('rev-parse', '--is-shallow-repository');
  if (shallow === null) return unreadable(`${dir} is not a git repository`);
  if (shallow.trim() === 'true') return unreadable(`${dir} is a shallow clone: fetch all of it first`);
  // In a clone what the server has, and not whatever was checked out here.
  const branch =
    (await git('rev-parse', '--verify', '--quiet', 'refs/remotes/origin/HEAD')) ??
    (await git('rev-parse', '--verify', '--quiet', 'HEAD'));
  if (branch === null) return unreadable(`${dir} has no commit`);
  const tip = branch.trim();
  const all = await git('log', '--format=%H %T %P', tip);
  const named = await git('log', '-z', `--grep=^${trailerName}:`, '--format=%H%n%T%n%P%n%B', tip);
  if (all === null || named === null) return unreadable(`${dir} cannot be read`);
  const commits = new Map(all.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line] as const));
  const published = named.split('\0').filter((text) => text !== '');
  return {
    kind: 'history',
    history: {
      published: published.map(commitOf).filter(({ message }) => trailersIn(message).length > 0),
      find: (sha) => {
        const [, tree = '', ...parents] = commits.get(sha)?.split(' ') ?? [];
        return tree === '' ? null : { sha, tree, parents: parents.filter((parent) => parent !== '') };
      },
    },
  };
}

function commitOf(text: string): LandedCommit {
  const [sha = '', tree = '', parents = '', ...message] = text.split('\n');
  return {
    sha,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    message: message.join('\n'),
  };
}

function unreadable(message: string): HistoryRead {
  return { kind: 'unreadable', message };
}
