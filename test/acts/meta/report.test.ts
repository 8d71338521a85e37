import { describe, expect, it } from 'vitest';
import { report } from '../../../src/acts/meta/report.ts';
import { at, minute } from '../../task/build.ts';
import { fakeGitHub, turn } from '../fakes.ts';

const task = at('Meta');
const spent = {
  requests: { total: 9, graphql: 5, contentCreating: 4, mutations: 6 },
  tokensIn: 700,
  tokensOut: 30,
  costUsd: 0.5,
};

describe('a report', () => {
  it('tells how long it took, how many attempts, and what was spent', async () => {
    const given = turn({ ...task, spent }, fakeGitHub(), undefined, { now: () => task.queuedAt + minute });
    expect(await report.run(given, { kind: 'report' })).toMatchObject({
      draft: { kind: 'reported', data: { cycleMs: minute, attempts: 1, ...spent, overrides: 0 } },
    });
  });

  it('takes no time where clocks disagree', async () => {
    const given = turn(task, fakeGitHub(), undefined, { now: () => task.queuedAt - minute });
    expect(await report.run(given, { kind: 'report' })).toMatchObject({ draft: { data: { cycleMs: 0 } } });
  });
});
