import type { ContextTask } from './corpus.ts';
import type { Ranges } from './bm25.ts';
import { mean } from '../statistics.ts';

/** Shares of what a fix changed: of its files those of which a changed line is shown, and of its hunks. */
export type Recall = { readonly files: number; readonly hunks: number };

export function recallOf({ gold }: Pick<ContextTask, 'gold'>, shown: Ranges): Recall {
  const hit = (path: string, [first, last]: readonly [number, number]): boolean =>
    (shown.get(path) ?? []).some(([from, to]) => from <= last && first <= to);
  return {
    files: mean(gold.map(({ path, hunks }) => Number(hunks.some((hunk) => hit(path, hunk))))),
    hunks: mean(gold.flatMap(({ path, hunks }) => hunks.map((hunk) => Number(hit(path, hunk))))),
  };
}
