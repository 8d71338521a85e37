import { describe, expect, it } from 'vitest';
import { tracebackPlaces } from '../../../src/task/results/traceback.ts';
import { leastCpuMs } from '../../tools/least-cpu-ms.ts';

const places = (detail: string): string[] =>
  tracebackPlaces(detail).map(({ path, line }) => `${path}:${line}`);

describe('tracebackPlaces', () => {
  it.each<[string, string, string[]]>([
    ['pytest’s long style', '>   assert f() == 1\nE   assert 2 == 1\n\nt.py:4: AssertionError', ['t.py:4']],
    [
      'a chain of calls, innermost first',
      't.py:4: \n    f()\n_ _ _\nutils/a.py:7: in f\n    g()\nutils/a.py:9: KeyError',
      ['utils/a.py:9', 'utils/a.py:7', 't.py:4'],
    ],
    [
      'a file that was not collected',
      'ImportError while importing\ntests/t.py:1: in <module>\n    from a import b\nE   ImportError: no',
      ['tests/t.py:1'],
    ],
    [
      'Python’s own style',
      'Traceback (most recent call last):\n  File "/home/runner/work/r/r/t.py", line 3, in f\n    x()\nE     File "b.py", line 1',
      ['b.py:1', '/home/runner/work/r/r/t.py:3'],
    ],
    [
      'code of others, left out',
      't.py:4: in f\n/usr/lib/python3.12/json/decoder.py:3: in g\n/x/site-packages/a/b.py:9: ValueError',
      ['t.py:4'],
    ],
    ['a place twice', 't.py:4: in f\nt.py:4: in f\n', ['t.py:4']],
    ['nothing', 'assert 1 == 2 at t.py:4\nsee t.py:5', []],
  ])('reads %s', (_what, detail, expected) => {
    expect(places(detail)).toEqual(expected);
  });

  it('is not slow on a line made to be', () => {
    const text = `${'a/'.repeat(200_000)}\n${' '.repeat(200_000)}File "`;
    expect(places(text)).toEqual([]);
    expect(leastCpuMs(() => places(text), 1_000)).toBeLessThan(1_000);
  });
});
