import { chainFrom } from './commit-object.ts';
import { isOid, remember } from './repository-store.ts';
import { gitText, runGit } from './run-git.ts';

export type Comparison = {
  /** Commits of `head` that `base` lacks. */
  ahead: number;
  behind: number;
  /** null for unrelated histories. */
  mergeBase: string | null;
  status: 'identical' | 'ahead' | 'behind' | 'diverged';
};

/** How `head` stands to `base`, as GitHub's compare says it. */
export function compare(gitDir: string, base: string, head: string): Promise<Comparison> {
  return remember(gitDir, 'compare', [base, head], async () => {
    const chain = isOid(base) ? await chainFrom(gitDir, base, head) : null;
    if (chain !== null) {
      const ahead = chain.length;
      return { ahead, behind: 0, mergeBase: base, status: ahead > 0 ? 'ahead' : 'identical' };
    }
    const counts = await gitText(gitDir, ['rev-list', '--left-right', '--count', `${base}...${head}`, '--']);
    const [behind = 0, ahead = 0] = counts.split('\t').map(Number);
    const found = await runGit(gitDir, ['merge-base', base, head], { accept: [1] });
    const mergeBase = found.code === 0 ? found.stdout.toString().trim() : null;
    const diverged = ahead > 0 && behind > 0;
    const oneSided = ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical';
    return { ahead, behind, mergeBase, status: diverged ? 'diverged' : oneSided };
  });
}

export function isAncestor(gitDir: string, ancestor: string, descendant: string): Promise<boolean> {
  return remember(gitDir, 'is ancestor', [ancestor, descendant], async () => {
    if (isOid(ancestor) && (await chainFrom(gitDir, ancestor, descendant)) !== null) return true;
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    return (await runGit(gitDir, args, { accept: [1] })).code === 0;
  });
}

export type FileDiff = {
  path: string;
  previousPath: string | null;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  additions: number;
  deletions: number;
  oid: string;
  isBinary: boolean;
};

const statuses: Record<string, FileDiff['status']> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** Files that differ between two trees or commits, renames found as GitHub does. */
export function diffFiles(gitDir: string, base: string, head: string): Promise<FileDiff[]> {
  return remember(gitDir, 'files', [base, head], async () => {
    const args = ['diff-tree', '-r', '-M', '-z', '--no-abbrev', '--raw', '--numstat', base, head, '--'];
    return parseDiff((await runGit(gitDir, args)).stdout.toString());
  });
}

function parseDiff(text: string): FileDiff[] {
  const fields = text.split('\0');
  const files = new Map<string, FileDiff>();
  let at = 0;
  const take = (): string => fields[at++] ?? '';
  while (at < fields.length) {
    const field = take();
    const raw = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])/.exec(field);
    if (raw) {
      const renamed = raw[2] === 'R';
      const previousPath = renamed ? take() : null;
      const path = take();
      const status = statuses[raw[2] ?? ''] ?? 'changed';
      files.set(path, {
        path,
        previousPath,
        status,
        additions: 0,
        deletions: 0,
        oid: raw[1] ?? '',
        isBinary: false,
      });
      continue;
    }
    const numbers = /^(\d+|-)\t(\d+|-)\t([\s\S]*)$/.exec(field);
    if (!numbers) continue;
    const inline = numbers[3] ?? '';
    if (inline === '') take();
    const file = files.get(inline === '' ? take() : inline);
    if (!file) continue;
    file.isBinary = numbers[1] === '-';
    file.additions = Number(numbers[1]) || 0;
    file.deletions = Number(numbers[2]) || 0;
  }
  return [...files.values()];
}

/** The unified diff's hunks for one file (without its headers); empty for binary files and pure renames. */
export async function filePatch(gitDir: string, base: string, head: string, file: FileDiff): Promise<string> {
  const paths = file.previousPath === null ? [file.path] : [file.previousPath, file.path];
  const text = await gitText(gitDir, [
    'diff-tree',
    '-r',
    '-M',
    '-p',
    '--no-color',
    '--no-ext-diff',
    base,
    head,
    '--',
    ...paths,
  ]);
  const start = text.search(/^@@ /m);
  return start < 0 ? '' : text.slice(start);
}
