/** The files of a task's head as text: the base's, with our patches over them. */
import { decode } from '../../patch/change/text.ts';
import type { Source } from '../../words/run/source-excerpt.ts';
import type { OnBranch } from '../../task/task.ts';
import type { Turn } from '../act.ts';
import { changesOf, patchesOn } from '../execute/branch-files.ts';

/** Knows no file where the base cannot be read: a failure is told all the same, without the lines it points to. */
export async function headSource({ task, deps }: Turn, branch: OnBranch): Promise<Source> {
  const tree = await deps.tree(deps.github, task.repo, branch.base);
  const changes = await changesOf(deps, patchesOn(branch));
  if (tree.kind !== 'tree' || !changes) return () => null;
  const patched = new Map(changes.flat().map(({ path, after }) => [path, after]));
  return (path) => {
    const file = patched.has(path) ? patched.get(path) : tree.files.get(path);
    const text = file && (file.mode === 'file' || file.mode === 'executable') ? decode(file.bytes) : null;
    return text === null ? null : text.split('\n');
  };
}
