import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitMessage, patchIn } from '../../../src/words/pull/commit-message.ts';
import { headline } from '../../../src/words/pull/headline.ts';

const fingerprint = 'f'.repeat(64);
const words = { headline: '[Cadence] #7 Add two numbers', attempt: 2, fingerprint };

function whole({ headline: first, body }: { headline: string; body: string }): string {
  return `${first}\n\n${body}`;
}

describe('commitMessage', () => {
  it('says of tests that they are tests', () => {
    expect(whole(commitMessage({ ...words, part: 'tests' }))).toMatchInlineSnapshot(`
      "[Cadence] #7 tests: Add two numbers

      New tests without the change. They should fail. Attempt 2.

      Cadence-Patch: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    `);
  });

  it('says of a change that it is the change', () => {
    expect(whole(commitMessage({ ...words, part: 'change' }))).toMatchInlineSnapshot(`
      "[Cadence] #7 Add two numbers

      The change that makes the new tests pass. Attempt 2.

      Cadence-Patch: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    `);
    expect(commitMessage({ ...words, part: 'both' }).body).toMatch(/^The change and its tests/);
  });

  it('keeps the headline of tests within 120 characters', () => {
    const long = headline(7, 'x'.repeat(300));
    expect(commitMessage({ ...words, headline: long, part: 'tests' }).headline).toHaveLength(120);
  });
});

describe('patchIn', () => {
  it('finds the patch of every message of ours', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('tests', 'change', 'both'),
        fc.stringMatching(/^[0-9a-f]{64}$/),
        (title, part, mark) => {
          const message = commitMessage({
            headline: headline(7, title),
            part,
            attempt: 1,
            fingerprint: mark,
          });
          expect(patchIn(whole(message))).toBe(mark);
          expect(patchIn(`${whole(message)}\n`)).toBe(mark);
        },
      ),
    );
  });

  it.each([
    ['nothing', ''],
    ['a merge of the base', "Merge branch 'main' into cadence/7-add"],
    ['a trailer that is not last', `x\n\nCadence-Patch: ${fingerprint}\nSigned-off-by: A`],
    ['a quoted trailer', `x\n\n> Cadence-Patch: ${fingerprint}`],
    ['a trailer with two words', 'x\n\nCadence-Patch: a b'],
  ])('is null for %s', (_what, message) => {
    expect(patchIn(message)).toBeNull();
  });
});
