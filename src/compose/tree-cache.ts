import { LRUCache } from 'lru-cache';
import type { ActDeps, Tree } from '../acts/act.ts';
import { readSnapshot } from '../context/off-loop.ts';
import type { Failure } from '../task/shapes/mutation.ts';

type GitHub = Parameters<ActDeps['tree']>[0];
type Asked = { readonly github: GitHub; readonly sha: string };

/** Bytes of source. What is larger than `ofOne` is not kept at all. */
const bytes = { ofAll: 128 * 1024 * 1024, ofOne: 64 * 1024 * 1024 };
/** One attempt reads the same tree several times, different tasks seldom do. */
const maxTrees = 8;

/** Trees of commits: a commit never changes, so what was read once stays right. Who asks meanwhile waits for it too. */
export function createTreeCache(trees = maxTrees): ActDeps['tree'] {
  const cache = new LRUCache<string, Tree | Failure, Asked>({
    max: trees,
    maxSize: bytes.ofAll,
    maxEntrySize: bytes.ofOne,
    sizeCalculation: sizeOf,
    // One that is being read may lose its place; who waits for it gets it all the same.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => load(context),
  });
  return (github, repo, sha) => cache.forceFetch(`${repo}@${sha}`, { context: { github, sha } });
}

async function load({ github, sha }: Asked): Promise<Tree | Failure> {
  const tarball = await github.tarball(sha);
  if (tarball.kind !== 'bytes') return tarball;
  const snapshot = await readSnapshot(tarball.bytes);
  return snapshot.kind === 'snapshot'
    ? { kind: 'tree', files: snapshot.files }
    : { kind: 'unreadable', message: snapshot.message };
}

/** What is no tree is never kept: the next one asks again. */
function sizeOf(tree: Tree | Failure): number {
  if (tree.kind !== 'tree') return Number.MAX_SAFE_INTEGER;
  return [...tree.files.values()].reduce((sum, file) => sum + file.bytes.length, 1);
}
