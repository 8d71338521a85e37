import { describe, expect, it } from 'vitest';
import {
  alsoFailedBefore,
  brokenFiles,
  nameClashText,
  passesWithoutChange,
  unclearFailures,
} from '../../../src/words/run/other-failures.ts';

const file = { kind: 'file', id: 'x.py', message: 'boom' } as const;

describe('what is said of tests beside the new ones', () => {
  it('is what broke, and what to do', () => {
    expect(brokenFiles([file])).toBe(
      'pytest can collect x.py on the base branch, but not together with the new tests: boom. New tests must not break other test files.',
    );
    expect(nameClashText([{ file: 'a/t.py', ours: 'b/t.py' }])).toBe(
      'pytest cannot collect a/t.py: the new test file b/t.py has the same name, and there is no __init__.py to tell them apart (import file mismatch). Give the new test file a unique name.',
    );
    expect(nameClashText([{ file: 'b/t.py', ours: 'b/t.py' }])).toContain('another test file has the same');
    expect(passesWithoutChange(['t::a'])).toBe(
      'These new tests pass without the change, so they prove nothing:\nt::a',
    );
  });

  it('is told in a few lines, however much it is', () => {
    const many = unclearFailures(Array.from({ length: 500 }, () => file));
    expect(many.split('\n')).toHaveLength(12);
    expect(many).toMatch(/… and 490 more$/);
    expect(unclearFailures([{ kind: 'test', id: 't::a', message: 'no' }])).toContain(
      't::a breaks in its setup or teardown: no',
    );
    expect(alsoFailedBefore(['a', 'b', 'c', 'd', 'e', 'f'])).toMatch(/: a, b, c, d, e and 1 more$/);
  });
});
