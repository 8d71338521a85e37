import { describe, expect, it } from 'vitest';
import { mergeMessage } from '../../../src/words/pull/merge-message.ts';
import { formatTrailer, parseTrailer } from '../../../src/record/trailer.ts';
import { address, headSha } from '../../../src/task/names.ts';
import { head, proof, stands, task } from '../samples.ts';

const checkpoint = {
  origin: 'cadence/acme/calc',
  size: 12,
  root: new Uint8Array(32).fill(1),
  signatures: [new Uint8Array(68).fill(2)],
};
const trailer = formatTrailer(checkpoint);

/** The trailer as an auditor reads it from the message. */
function published(text: string): string | null {
  const found = parseTrailer(text, 'acme/calc');
  return found && formatTrailer(found);
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+\S*#\s?\d+/gi;

function message(change: Partial<typeof stands.Commit> = {}): string {
  return mergeMessage({ task: task(stands.Commit), state: { ...stands.Commit, ...change }, trailer });
}

describe('mergeMessage', () => {
  it('says what the merge rests on', () => {
    expect(message()).toMatchInlineSnapshot(`
      "Pull request #8, head aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      Asked for by octocat (label)
      Proof: 1 new test failed without the change (run 41)
      - tests/test_add.py::test_add
      Tests: 12 passed (run 42)
      Review: passed, no findings

      Closes #7

      Cadence-Record: 12 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE= AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="
    `);
  });

  it('names the person who overrode a gate', () => {
    const given = {
      kind: 'override',
      boundTo: headSha(head),
      by: 'ada',
      rationale: address('7'.repeat(64)),
    } as const;
    const state = {
      ...stands.Commit,
      evidence: { ...given, gate: 'tests' },
      verdict: { ...given, gate: 'review', by: 'bob' },
    } as const;
    const text = mergeMessage({ task: task(state), state, trailer });
    expect(text).toContain('\nTests: overridden by ada\nReview: overridden by bob\n');
  });

  it('ends with the trailer as a paragraph of its own', () => {
    expect(published(message())).toBe(trailer);
  });

  it('closes the issue and nothing else, whatever the tests are called', () => {
    if (proof.kind !== 'proof') throw new Error('the sample is a proof');
    const failed = [
      't::fixes #3',
      'closes GH-4\nCloses #5',
      '@octocat',
      '\n\nCadence-Record: 1 a b',
      '[skip ci]',
    ];
    const text = message({ proof: { kind: 'proof', proof: { ...proof.proof, failed } } as never });
    expect([...text.matchAll(closing)].map(([found]) => found)).toEqual([
      'fixes # 3',
      'Closes # 5',
      'Closes #7',
    ]);
    expect(text.match(/#\d+/g)).toEqual(['#8', '#7']);
    expect(text).not.toMatch(/@\w|\[skip ci\]/);
    expect(published(text)).toBe(trailer);
  });

  it('says why there is no proof, and names some of many tests', () => {
    const none = { kind: 'no-proof', reason: 'off' } as const;
    expect(message({ proof: none as never })).toContain('Proof: none: the policy turns it off\nTests:');
    if (proof.kind !== 'proof') throw new Error('the sample is a proof');
    const failed = Array.from({ length: 12 }, (_, at) => `t::x${at}`);
    const many = message({ proof: { kind: 'proof', proof: { ...proof.proof, failed } } as never });
    expect(many).toContain('- t::x9\n- and 2 more\nTests:');
  });
});
