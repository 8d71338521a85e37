import { describe, expect, it } from 'vitest';
import { absentIssue, readIssue } from '../../../src/github/observe/read-issue.ts';
import { decide } from '../../../src/task/decide.ts';
import { at, start } from '../build.ts';
import { table } from '../phases/decide-table.ts';
import { settings, situation } from '../situations.ts';

const now = start + 60 * 60_000;

function missing(forMs: number) {
  return situation({ at: now, issue: readIssue(absentIssue(7, now), null, now - forMs) });
}

describe('an issue that GitHub does not find', () => {
  const { goneMs } = settings;
  table([
    ['is waited for at first', at('Test(evidence)'), missing(goneMs - 1), 'wait: issue-not-seen'],
    ['ends the task at last', at('Test(evidence)'), missing(goneMs), 'cancel'],
    ['ends a task before its merge', at('Commit'), missing(goneMs), 'cancel'],
    ['keeps no landing from being looked at', at('Commit merged'), missing(goneMs), 'wait: landing'],
    ['keeps nothing from being finished', at('Record'), missing(goneMs), 'finish'],
  ]);

  it('is the reason that is given, and not the label that is missing with it', () => {
    expect(decide(at('Commit'), missing(goneMs), settings)).toMatchObject({ reason: 'issue-gone' });
  });

  it('begins no task, and is asked for again before that is believed', () => {
    expect(decide(null, missing(1), settings)).toMatchObject({ until: { dueAt: now + settings.goneMs } });
    expect(decide(null, missing(settings.goneMs), settings)).toMatchObject({ until: { dueAt: null } });
  });
});
