import type { ActDeps, Tree } from '../acts/act.ts';
import { readSnapshot } from '../context/off-loop.ts';
import type { Failure } from '../task/shapes/mutation.ts';

type GitHub = Parameters<ActDeps['tree']>[0];
type Kept = { readonly tree: Tree; readonly bytes: number };

/** Bytes of source. What has `ofOne` or more is not kept at all. */
const bytes = { ofAll: 128 * 1024 * 1024, ofOne: 64 * 1024 * 1024 };
/** One attempt reads the same tree several times, different tasks seldom do. */
const maxTrees = 8;

/** Trees of commits: a commit never changes, so what was read once stays right. Who asks meanwhile waits for it too. */
export function createTreeCache(trees = maxTrees): ActDeps['tree'] {
  // The order of a Map is that of its insertions: the least recently used tree stands first.
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<Tree | Failure>>();

  function keep(key: string, tree: Tree | Failure): void {
    const size = sizeOf(tree);
    if (tree.kind !== 'tree' || size >= bytes.ofOne) return;
    kept.set(key, { tree, bytes: size });
    let all = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [oldest, one] of kept) {
      if (kept.size <= trees && all <= bytes.ofAll) break;
      kept.delete(oldest);
      all -= one.bytes;
    }
  }

  return async (github, repo, sha) => {
    const key = `${repo}@${sha}`;
    const found = kept.get(key);
    if (found) {
      kept.delete(key);
      kept.set(key, found);
      return found.tree;
    }
    const running = reading.get(key) ?? load(github, sha).finally(() => reading.delete(key));
    reading.set(key, running);
    const tree = await running;
    keep(key, tree);
    return tree;
  };
}

async function load(github: GitHub, sha: string): Promise<Tree | Failure> {
  const tarball = await github.tarball(sha);
  if (tarball.kind !== 'bytes') return tarball;
  const snapshot = await readSnapshot(tarball.bytes);
  return snapshot.kind === 'snapshot'
    ? { kind: 'tree', files: snapshot.files }
    : { kind: 'unreadable', message: snapshot.message };
}

function sizeOf(tree: Tree | Failure): number {
  return tree.kind === 'tree'
    ? [...tree.files.values()].reduce((sum, file) => sum + file.bytes.length, 0)
    : 0;
}
