import { describe, expect, it } from 'vitest';
import { judge } from '../models/judge.ts';
import { recallLines, type Case } from './recall-lines.ts';

const recall = (files: number) => ({ files, hunks: files });

function one(
  corpus: string,
  project: string,
  own: number,
  bm25: number,
  near: Record<string, number> = {},
): Case {
  return {
    corpus,
    project,
    budget: 8_000,
    own: recall(own),
    bm25: recall(bm25),
    filled: 0.9,
    near: new Map(Object.entries(near).map(([name, files]) => [name, recall(files)])),
  };
}

const verdicts = (...cases: readonly Case[]) =>
  recallLines(cases)
    .filter(({ what }) => what.startsWith('file recall'))
    .map((line) => [line.what.replace('file recall at 8000 tokens, ', ''), judge(line)]);

describe('lines of recall', () => {
  it('hold each project against BM25, and each corpus against its own limit', () => {
    const cases = [
      one('context', 'click', 0.91, 0.92),
      one('other', 'shop', 0.6, 0.5),
      one('other', 'mail', 0.6, 0.5),
    ];
    expect(verdicts(...cases)).toEqual([
      ['context', 'met'],
      ['click', 'missed'],
      ['other', 'missed'],
      ['shop', 'met'],
      ['mail', 'met'],
      ['all', 'none'],
    ]);
    expect(verdicts(one('other', 'shop', 0.61, 0.5))[0]).toEqual(['other', 'met']);
  });

  it('tell what weights do that were chosen on the other projects', () => {
    const cases = [
      one('other', 'shop', 0.8, 0.5, { here: 0.8, there: 0.4 }),
      one('other', 'mail', 0.3, 0.2, { here: 0.3, there: 0.9 }),
    ];
    const [files] = recallLines(cases);
    expect(files?.peers.at(-1)).toEqual({
      name: 'with weights chosen on the other projects',
      values: [0.35],
    });
  });
});
