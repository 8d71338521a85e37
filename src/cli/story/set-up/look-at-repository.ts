import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gitIn } from '../../shared/git-in.ts';
import type { Wrong } from '../arguments.ts';

const maxBytes = 64 * 1024 * 1024;

/** A local repository as `try` takes it. Nothing in it is written: not its refs, not its files, not its index. */
export type Repository = {
  readonly kind: 'repository';
  readonly dir: string;
  readonly name: string;
  readonly branch: string;
  readonly commit: string;
  readonly state: 'clean' | 'dirty' | 'bare';
  readonly paths: readonly string[];
  /** The text of a file at that commit, or null. */
  readonly read: (path: string) => Promise<string | null>;
};

/** Looks at a repository, at the branch that is checked out or at the one that is named. */
export async function lookAtRepository(dir: string, wanted: string | null): Promise<Repository | Wrong> {
  const isDirectory = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) return wrong(`There is no directory ${dir}.`);
  const bytes = gitIn(dir, maxBytes);
  const raw: Git = async (...args) => (await bytes(...args))?.toString('utf8') ?? null;
  const git: Git = async (...args) => (await raw(...args))?.replace(/\n$/, '') ?? null;
  const isBare = await git('rev-parse', '--is-bare-repository');
  if (isBare === null) return wrong(`${dir} is not a git repository.`);
  const top = isBare === 'true' ? dir : ((await git('rev-parse', '--show-toplevel')) ?? '');
  if (top === '') return wrong(`${dir} is inside a git directory: name the folder of its files.`);
  if ((await realpath(top)) !== (await realpath(dir)))
    return wrong(`${dir} is a folder inside the repository ${top}: name that one.`);
  if ((await git('rev-parse', '--is-shallow-repository')) === 'true')
    return wrong(
      `${dir} is a shallow clone, whose history is cut off: run \`git fetch --unshallow\` in it first.`,
    );
  const onBranch = await git('symbolic-ref', '--quiet', '--short', 'HEAD');
  const branch = wanted ?? onBranch;
  if (branch === null)
    return wrong(`${dir} has no branch checked out (its HEAD is detached): name one with --branch.`);
  const commit = await git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`);
  if (commit === null) {
    const hasAny = await git('for-each-ref', '--count=1', '--format=%(refname)', 'refs/heads/');
    return wrong(hasAny ? `${dir} has no branch ${branch}.` : `${dir} has no commits yet.`);
  }
  const changes =
    isBare === 'true'
      ? ''
      : await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules');
  const listed = await git('ls-tree', '-r', '-z', '--name-only', commit);
  return {
    kind: 'repository',
    dir,
    name: nameOf(await realpath(dir)),
    branch,
    commit,
    state: isBare === 'true' ? 'bare' : changes === '' ? 'clean' : 'dirty',
    paths: (listed ?? '').split('\0').filter((path) => path !== ''),
    read: (path) => raw('show', `${commit}:${path}`),
  };
}

/** Whether pytest would find tests there by its own rules of naming. */
export function hasTests(paths: readonly string[]): boolean {
  return paths.some((path) => /^(?:test_.*|.*_test)\.py$/.test(path.split('/').at(-1) ?? ''));
}

type Git = (...args: readonly string[]) => Promise<string | null>;

/** The folder's name as far as GitHub would take it for a repository's. */
function nameOf(dir: string): string {
  const plain = basename(dir)
    .replace(/\.git$/, '')
    .replace(/[^\w.-]+/g, '-');
  return /\w/.test(plain) ? plain : 'repository';
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message };
}
