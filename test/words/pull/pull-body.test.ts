import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullBody, pullTitle } from '../../../src/words/pull/pull-body.ts';
import { prose } from '../samples.ts';

const frozen = { headline: '[Cadence] #7 Add two numbers', branch: 'cadence/7-add' };
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?#\d+/gi;

function body(goal: string, acceptance: string[] = [], part: 'tests' | 'change' = 'tests'): string {
  return pullBody({ task: { issue: 7 }, frozen, spec: { goal, acceptance }, part });
}

describe('pullBody', () => {
  it('says what it is, how it is proved, what one can do, and what it closes', () => {
    expect(body('Add two numbers.', ['`add(1, 2)` is 3', 'it works for negative numbers']))
      .toMatchInlineSnapshot(`
      "Made by Cadence for #7. The status comment there says where it stands.

      ### What is asked for

      > Add two numbers.

      It is done when:

      - \`add(1, 2)\` is 3
      - it works for negative numbers

      ### How it is proved

      The first commit holds new tests only; they must fail, which proves that they test the change. The change follows as a commit of its own. The head that is merged passed the whole test workflow on the present base branch, and was reviewed. Should the head or the base move, it is tested again.

      ### What you can do

      Review it like any other pull request. Begin a comment with \`/cadence status\`, \`/cadence retry <guidance>\`, \`/cadence stop\` or \`/cadence help\`.

      If someone else pushes to \`cadence/7-add\`, Cadence waits: it merges only what it tested.

      Closes #7"
    `);
  });

  it('promises no test commit where there is none', () => {
    expect(body('x', [], 'change')).toContain('The change and its tests are one commit.');
    expect(body('x', [], 'change')).not.toContain('It is done when');
  });

  it('keeps a fence of a criterion inside its list item', () => {
    expect(body('x', ['prints\n```\n1\n\n2\n```'])).toContain(
      '- prints\n\n  ```\n  1\n\n  2\n  ```\n\n### How',
    );
  });

  it('closes its own issue and no other, whatever the issue says', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('fixes #3', '\n', '```', '~~~', '> ', '`', '<!--', 'Closes #4 ', '- ', 'x'),
          { maxLength: 12 },
        ),
        (parts) => {
          const text = body(parts.join(''), [parts.toReversed().join('') || 'x']);
          expect(text.endsWith('\n\nCloses #7')).toBe(true);
          const plain = prose(text.replace(/^(?:[->] ?)+/gm, ''));
          expect([...plain.matchAll(closing)].map(([found]) => found)).toEqual(['Closes #7']);
        },
      ),
    );
  });

  it('fits into a pull request, however long the task is', () => {
    const long = '/#1@a<\n'.repeat(2_000);
    const text = body(
      long,
      Array.from({ length: 20 }, () => long),
    );
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/Closes #7$/);
  });
});

describe('pullTitle', () => {
  it('is the frozen headline', () => {
    expect(pullTitle(frozen)).toBe('[Cadence] #7 Add two numbers');
  });
});
