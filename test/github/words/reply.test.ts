import { describe, expect, it } from 'vitest';
import { reply } from '../../../src/github/words/reply.ts';
import { parseCommand } from '../../../src/task/command.ts';
import type { Judgement, RefusalReason } from '../../../src/task/gates/trigger.ts';
import type { Role } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { held, stands, task } from './samples.ts';

const accepted: Judgement = { result: 'accepted' };
const cancelled = task({ phase: 'Cancelled', reason: 'stopped', by: 'octocat' });

function said(typed: string, judgement: Judgement, given: { role?: Role; on?: Task } = {}): string | null {
  const command = parseCommand(typed);
  if (!command) throw new Error(`${typed} is no command`);
  const { role = 'write', on = task(stands.Review) } = given;
  return reply({ comment: 'IC_1', judgement, command, task: on, viewerRole: role });
}

function refused(
  typed: string,
  reason: RefusalReason,
  given: { role?: Role; on?: Task } = {},
): string | null {
  return said(typed, { result: 'refused', reason }, given);
}

describe('reply to what was accepted', () => {
  it('lists for a writer what a writer may do', () => {
    expect(said('/cadence help', accepted)).toMatchInlineSnapshot();
  });

  it('lists for a reader only what a reader may do', () => {
    expect(said('/cadence help', accepted, { role: 'read' })).toMatchInlineSnapshot();
  });

  it('says in one paragraph where the task stands', () => {
    expect(said('/cadence status', accepted)).toMatchInlineSnapshot();
    expect(
      said('/cadence status', accepted, { on: task(held('no-run', stands['Test(evidence)'])) }),
    ).toMatchInlineSnapshot();
  });

  it.each(['/cadence stop', '/cadence retry', '/cadence retry use a set'])('is silent about %s', (typed) => {
    expect(said(typed, accepted)).toBeNull();
  });
});

describe('reply to what was refused', () => {
  it('says why, and what to do', () => {
    const all = [
      refused('/cadence stop', 'edited'),
      refused('/cadence sotp', 'unknown-command'),
      refused('/cadence `@octocat`', 'unknown-command'),
      refused('/cadence', 'unknown-command'),
      refused('/cadence stop', 'no-right', { role: 'triage' }),
      refused('/cadence stop', 'no-right', { role: 'none' }),
      refused('/cadence nonsense', 'no-right', { role: 'none' }),
      refused('/cadence pause', 'not-built'),
      refused('/cadence retry', 'not-held'),
      refused('/cadence retry', 'is-over', { on: cancelled }),
      refused('/cadence stop', 'is-over', { on: task(stands.Meta) }),
      refused('/cadence stop', 'merge-under-way', { on: task(stands.Commit) }),
    ];
    expect(all.map((text) => text?.split('\n').slice(1).join('\n')).join('\n')).toMatchInlineSnapshot();
  });

  it('begins with the marker that names the comment', () => {
    expect(refused('/cadence stop', 'edited')).toMatch(/^<!-- cadence:reply IC_1 -->\n/);
  });
});
