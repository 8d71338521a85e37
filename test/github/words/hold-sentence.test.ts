import { describe, expect, it } from 'vitest';
import { cancelSentence } from '../../../src/github/words/cancel-sentence.ts';
import { holdSentence } from '../../../src/github/words/hold-sentence.ts';
import { commands } from '../../../src/task/command.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';

describe('the sentences of a task that waits', () => {
  it('are all there', () => {
    const all = holdReasons.map((reason) => {
      const { why, wayOut } = holdSentence(reason);
      return `${reason}\n  ${why}\n  → ${wayOut}`;
    });
    expect(all.join('\n')).toMatchInlineSnapshot();
  });

  it.each(holdReasons)('name a way out that exists (%s)', (reason) => {
    const { why, wayOut } = holdSentence(reason);
    expect(why).toMatch(/\.$/);
    expect(wayOut).toMatch(/by itself|\/cadence (?:retry|stop)|label/);
    const named = [...wayOut.matchAll(/`\/cadence (\w+)/g)].map(([, name]) => name);
    const built = commands.filter((row) => row.built === 'yes').map(({ name }) => name);
    for (const name of named) expect(built).toContain(name);
  });

  /** What `task/phases/held.ts` ends wherever the task stood. */
  it.each([
    'policy-missing',
    'policy-wrong',
    'head-moved',
    'pull-draft',
    'base-not-default',
    'conflict',
    'model-unavailable',
    'repository-paused',
    'repository-archived',
  ] as const)('promise that it goes on by itself where it does (%s)', (reason) => {
    expect(holdSentence(reason).wayOut).toContain('by itself');
  });

  it.each(['attempts-exhausted', 'text-edited', 'no-run', 'landed-differs', 'merge-refused'] as const)(
    'promise nothing where nobody looks again (%s)',
    (reason) => {
      expect(holdSentence(reason).wayOut).not.toContain('by itself');
    },
  );
});

describe('cancelSentence', () => {
  it('says who, why and how to begin anew', () => {
    const reasons = ['stopped', 'unlabelled', 'issue-closed', 'pull-closed', 'merged-by-person', 'other'];
    const all = reasons.flatMap((reason) => [
      cancelSentence(reason, null),
      cancelSentence(reason, 'octocat'),
    ]);
    expect([...new Set(all)].join('\n')).toMatchInlineSnapshot();
  });

  it('shows a login as code, so that nobody is called', () => {
    expect(cancelSentence('stopped', '@octocat')).toContain('`@octocat`');
  });
});
