import { describe, expect, it } from 'vitest';
import { partsOf, readQuestion } from '../../src/context/question.ts';
import { leastCpuMs } from '../tools/least-cpu-ms.ts';

describe('readQuestion', () => {
  it('weighs identifiers above words, and the first line above the rest', () => {
    const { terms } = readQuestion('get_json breaks cookies\nSee openSession in the session');
    expect([
      terms.get('get_json'),
      terms.get('cooki'),
      terms.get('openSession'),
      terms.get('session'),
    ]).toEqual([4, 2, 2, 1]);
  });

  it('leaves out words that say nothing', () => {
    expect([...readQuestion('Fix the bug that was there').terms.keys()]).toEqual([]);
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
    expect(leastCpuMs(() => texts.forEach(readQuestion), 2_000)).toBeLessThan(2_000);
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
