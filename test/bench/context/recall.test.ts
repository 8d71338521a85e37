import { expect, it } from 'vitest';
import { recallOf } from './recall.ts';

it('a file counts where a line that changes is shown, and each hunk for itself', () => {
  const gold = [
    {
      path: 'a.py',
      hunks: [
        [1, 2],
        [50, 60],
      ] as [number, number][],
    },
    { path: 'b.py', hunks: [[5, 5]] as [number, number][] },
  ];
  expect(recallOf({ gold }, new Map([['a.py', [[2, 40]]]]))).toEqual({ files: 0.5, hunks: 1 / 3 });
  expect(recallOf({ gold }, new Map([['b.py', [[6, 9]]]]))).toEqual({ files: 0, hunks: 0 });
});
