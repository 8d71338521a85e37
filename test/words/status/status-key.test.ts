import { describe, expect, it } from 'vitest';
import { statusComment, statusKey, statusKeyIn } from '../../../src/words/status/status-comment.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import type { TaskState, Task } from '../../../src/task/task.ts';
import { attemptsOf, held, learned, stands, task, work } from '../samples.ts';

function shown(state: TaskState, change: Partial<Task> = {}, explained: string | null = null): string {
  return statusComment({ task: task(state, change), branch: 'cadence/7-add', explained });
}
const once = { attempts: attemptsOf({ used: 1 }) };
const failed = { ...stands['Execute(change)'], work: { ...work, learned: learned('red') } };

describe('statusKey', () => {
  it('is found in the comment again', () => {
    for (const state of Object.values(stands)) expect(statusKeyIn(shown(state))).toBe(statusKey(task(state)));
    expect(statusKeyIn(shown(held('no-run', stands['Test(proof)'])))).toBe('1:Held:0:no-run:Test(proof)');
    expect(statusKeyIn('Look: <!-- cadence:status acme/calc#7 1:Backlog:0 -->')).toBeNull();
    expect(statusKeyIn('<!-- cadence:reply IC_1 -->')).toBeNull();
  });

  it('tells every place from every other, and the end only once', () => {
    const keys = Object.values(stands).map((state) => statusKey(task(state)));
    expect(new Set(keys).size).toBe(keys.length - 1);
    expect(statusKey(task(stands['Record(done)']))).toBe(statusKey(task(stands.Meta)));
  });

  it('changes with attempt, reason and generation', () => {
    const plain = task(failed);
    const keys = [
      plain,
      task(failed, once),
      task(failed, { generation: 2 }),
      task(stands.Meta),
      task(stands.Meta, { generation: 2 }),
      task(held('no-run', failed)),
      task(held('conflict', failed)),
      task({ phase: 'Cancelled', reason: 'stopped', by: null }),
      task({ phase: 'Cancelled', reason: 'unlabelled', by: null }),
    ].map(statusKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays the same for what people need not hear of', () => {
    const before = task(stands.Commit);
    const spent = { ...before.spent, tokensIn: 5, costUsd: 1 };
    const merged = { mergeSha: 'x', base: stands.Commit.branch.base, at: 1 };
    const after = task(
      { ...stands.Commit, merged },
      { pull: { number: 9, id: '' }, spent, version: 9, changedAt: 9 },
    );
    expect(statusKey(after)).toBe(statusKey(before));
  });

  it('of a comment that lacks its explanation is no key of the task', () => {
    const bare = statusKeyIn(shown(failed, once));
    expect(bare).not.toBe(statusKey(task(failed, once)));
    expect(statusKeyIn(shown(failed, once, 'said'))).toBe(statusKey(task(failed, once)));
  });

  it('holds nothing that would end the marker', () => {
    for (const reason of holdReasons)
      expect(statusKey(task(held(reason, failed)))).toMatch(/^[\w:().]+(?:-\w+)*[\w:().-]*$/);
    expect(statusKey(task(failed))).not.toContain('--');
  });
});
