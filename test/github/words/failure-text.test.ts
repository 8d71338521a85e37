import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../../src/github/words/failure-text.ts';
import { anyText } from './samples.ts';

const one = {
  id: 'tests/test_add.py::test_add',
  message: 'assert 3 == 4',
  detail:
    '    def test_add():\n>       assert add(1, 2) == 4\nE       assert 3 == 4\n\ntests/test_add.py:4: AssertionError',
};

describe('failureText', () => {
  it('names the test, what it said and where', () => {
    expect(failureText({ failed: [one], conclusion: 'failure' })).toMatchInlineSnapshot(`
      "1 test failed.

      tests/test_add.py::test_add
        assert 3 == 4
      def test_add():
      >       assert add(1, 2) == 4
      E       assert 3 == 4

      tests/test_add.py:4: AssertionError"
    `);
  });

  it('says what it can of a run that names no test', () => {
    expect(failureText({ failed: [], conclusion: 'failure' })).toMatchInlineSnapshot(
      `"The test run ended with "failure" and names no failed test."`,
    );
    expect(failureText({ failed: [], conclusion: null })).toContain('no conclusion');
  });

  it('names tests beyond the first dozen, and counts those beyond', () => {
    const failed = Array.from({ length: 60 }, (_, at) => ({ ...one, id: `t::x${at}` }));
    const text = failureText({ failed, conclusion: 'failure' });
    expect(text).toMatch(/^60 tests failed\.\n\nt::x0\n/);
    expect(text).toContain('\n\nt::x11\n  assert 3 == 4\n');
    expect(text).toContain('Also failed:\n- t::x12\n');
    expect(text).toMatch(/- t::x51\n… and 8 more$/);
  });

  it('keeps the end of a long traceback, where the error is', () => {
    const text = failureText({
      failed: [{ ...one, detail: `${'x\n'.repeat(9_000)}E  the end` }],
      conclusion: 'failure',
    });
    expect(text).toMatch(/E {2}the end$/);
    expect(text.length).toBeGreaterThan(7_900);
  });

  it('does not say the same thing twice', () => {
    expect(failureText({ failed: [{ ...one, detail: one.message }], conclusion: 'failure' })).toBe(
      '1 test failed.\n\ntests/test_add.py::test_add\n  assert 3 == 4',
    );
  });

  it('never has more than 8,000 characters, nor one that cannot be seen', () => {
    const text = fc.oneof(anyText, fc.constant('\u{e0041}\n'.repeat(4_000)), fc.constant('x'.repeat(9_000)));
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: text, message: text, detail: text }), { maxLength: 80 }),
        (failed) => {
          const said = failureText({ failed, conclusion: 'failure' });
          expect(said.length).toBeLessThanOrEqual(8_000);
          expect(said).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}/u);
        },
      ),
      { numRuns: 50 },
    );
  });
});
