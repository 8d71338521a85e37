import { changeBetween, type Change, type SourceFile } from './change.ts';

/** Two changes, one made upon the other, as one: what a pull request of both shows. What cancels out is in neither. */
export function joinChanges(first: Change, second: Change): Change {
  const before = new Map<string, SourceFile>();
  const after = new Map<string, SourceFile>();
  for (const change of [second, first])
    for (const file of change) {
      before.delete(file.path);
      if (file.before !== null) before.set(file.path, file.before);
    }
  for (const change of [first, second])
    for (const file of change) {
      after.delete(file.path);
      if (file.after !== null) after.set(file.path, file.after);
    }
  return changeBetween(before, after);
}
