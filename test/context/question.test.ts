import { describe, expect, it } from 'vitest';
import { partsOf, readQuestion } from '../../src/context/question.ts';
import { rankingWeights } from '../../src/context/ranking-weights.ts';
import { leastCpuMs } from '../tools/least-cpu-ms.ts';

const doubled = { ...rankingWeights, firstLine: 2 };

describe('readQuestion', () => {
  it('takes an identifier beside its words, and weighs the first line above the rest', () => {
    const { terms } = readQuestion('get_json breaks cookies\nSee openSession in the session', doubled);
    expect([
      terms.get('get_json'),
      terms.get('cooki'),
      terms.get('openSession'),
      terms.get('session'),
    ]).toEqual([2, 2, 1, 1]);
  });

  it('leaves out words that say nothing', () => {
    expect([...readQuestion('Fix the bug that was there').terms.keys()]).toEqual([]);
  });

  it('keeps words of programs: where they are frequent, they count little anyway', () => {
    expect([...readQuestion('import of a test class').terms.keys()]).toEqual(['import', 'test', 'class']);
  });

  it('has the words that stand side by side, also in an identifier, never over a line end', () => {
    const { pairs } = readQuestion(
      'The trailing whitespace of getCart\nis lost: trailing whitespace',
      doubled,
    );
    expect(pairs).toEqual([
      ['trail', 'whitespac', 2],
      ['whitespac', 'cart', 2],
      ['lost', 'trail', 1],
    ]);
  });

  it('finds the places that tracebacks and people name', () => {
    const text = 'In ./src/add.py:12 and docs/a.md\n  File "/home/x/src/sub.py", line 7, in f\n';
    expect(readQuestion(text).places).toEqual(
      expect.arrayContaining([
        { path: 'src/add.py', line: 12 },
        { path: 'docs/a.md', line: null },
        { path: 'home/x/src/sub.py', line: 7 },
      ]),
    );
  });

  it('reads a hostile text in bounded time', () => {
    const texts = ['a.'.repeat(500_000), 'a'.repeat(1_000_000)];
    expect(leastCpuMs(() => texts.forEach((text) => readQuestion(text)), 2_000)).toBeLessThan(2_000);
  });
});

describe('partsOf', () => {
  it.each([
    ['get_json', ['get', 'json']],
    ['openSessionFor2', ['open', 'session', 'for']],
    ['caching', ['cach']],
    ['caches', ['cach']],
    ['cache', ['cach']],
    ['class', ['class']],
    ['__init__', ['init']],
  ])('%s', (word, parts) => {
    expect(partsOf(word)).toEqual(parts);
  });
});
