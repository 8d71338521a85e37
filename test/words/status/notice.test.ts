import { describe, expect, it } from 'vitest';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import { notice } from '../../../src/words/status/notice.ts';
import { attemptsOf, stands, task } from '../samples.ts';

const held = { ...task(stands['Execute(change)']), attempts: attemptsOf({ used: 3 }) };
const words = { task: held, reason: 'attempts-exhausted', hold: 12, people: ['octocat'] } as const;

describe('a notice', () => {
  it('mentions the person and says what is needed', () => {
    expect(notice(words)).toMatchInlineSnapshot(`
      "<!-- cadence:notice acme/calc#7 12 -->
      ✋ @octocat **Needs you: 3 attempts failed.**

      For one more attempt, comment \`/cadence retry <guidance>\` and say what to do differently. The status comment on this issue has the details."
    `);
  });

  it('mentions several people once each', () => {
    expect(notice({ ...words, people: ['octocat', 'ada'] })).toContain('@octocat @ada **Needs you');
  });

  it.each(['cadence[bot]', 'octocat\n@everyone', '', '@ada', 'a b'])('mentions no %j', (login) => {
    expect(() => notice({ ...words, people: [login] })).toThrow('only a login');
  });

  it.each(holdReasons)('is short, and mentions nobody else (%s)', (reason) => {
    const text = notice({ ...words, reason });
    expect(text.length).toBeLessThan(600);
    expect(text.match(/@/g)).toHaveLength(1);
  });
});
