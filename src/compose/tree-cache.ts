import type { ActDeps, Tree } from '../acts/act.ts';
import { readSnapshot } from '../context/off-loop.ts';
import type { Failure } from '../task/mutation.ts';

const mostTrees = 2;
const mostBytes = 64 * 1024 * 1024;

/**
 * Trees of commits: a commit never changes, so what was read once is good for ever. Two of them are kept, and none
 * that is large: one attempt reads the same tree several times, different tasks seldom do.
 */
export function createTreeCache(): ActDeps['tree'] {
  const kept = new Map<string, Tree>();
  const reading = new Map<string, Promise<Tree | Failure>>();

  async function read(...[github, repo, sha]: Parameters<ActDeps['tree']>): ReturnType<ActDeps['tree']> {
    const key = `${repo}@${sha}`;
    const found = kept.get(key);
    if (found) {
      kept.delete(key);
      kept.set(key, found);
      return found;
    }
    const running = reading.get(key) ?? load(github, sha).finally(() => reading.delete(key));
    reading.set(key, running);
    const tree = await running;
    if (tree.kind === 'tree' && sizeOf(tree) <= mostBytes) keep(key, tree);
    return tree;
  }

  function keep(key: string, tree: Tree): void {
    kept.set(key, tree);
    const [oldest] = kept.keys();
    if (kept.size > mostTrees && oldest !== undefined) kept.delete(oldest);
  }
  return read;
}

async function load(github: Parameters<ActDeps['tree']>[0], sha: string): Promise<Tree | Failure> {
  const tarball = await github.tarball(sha);
  if (tarball.kind !== 'bytes') return tarball;
  const snapshot = await readSnapshot(tarball.bytes);
  return snapshot.kind === 'snapshot'
    ? { kind: 'tree', files: snapshot.files }
    : { kind: 'unreadable', message: snapshot.message };
}

function sizeOf({ files }: Extract<Tree, { kind: 'tree' }>): number {
  return [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
}
