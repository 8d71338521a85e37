import { describe, expect, it } from 'vitest';
import { followTask } from '../../../src/cli/story/follow-task.ts';
import type { Draft, Entry } from '../../../src/task/entry.ts';
import type { LogEntry } from '../../../src/record/log-entry.ts';
import { drafts, entryOf, heldDraft, id } from '../../task/build.ts';

/** A record that grows by one list each time that everything is quiet. */
function following(...grown: readonly (readonly Draft[])[]) {
  const moves: string[] = [];
  const rounds = [...grown];
  const written: Entry[] = [];
  const told: string[] = [];
  const grow = (): void => {
    for (const draft of rounds.shift() ?? [])
      written.push(entryOf(null, draft, { version: written.length + 1, index: written.length }));
  };
  grow();
  const stop = new AbortController();
  return {
    told,
    moves,
    stop,
    run: (trouble: string | null = null) =>
      followTask({
        store: { entries: { ofTask: async () => written as unknown as LogEntry[] } as never },
        task: id,
        stop: stop.signal,
        onEntry: async ({ kind }) => void told.push(kind),
        quiet: async () => grow(),
        onEnd: async () => (moves.shift() === undefined ? 'over' : 'goes on'),
        trouble: () => trouble,
      }),
  };
}

describe('followTask', () => {
  it('ends with the report, each entry told once', async () => {
    const { run, told } = following([drafts.queued, drafts.admitted, drafts.reported]);
    expect(await run()).toHaveLength(3);
    expect(told).toEqual(['queued', 'admitted', 'reported']);
  });

  it('goes on where a held task was released', async () => {
    const released: Draft = { kind: 'released', data: { reason: 'conflict' } };
    const { run, told } = following([drafts.queued, heldDraft('conflict')], [released, drafts.reported]);
    await run();
    expect(told).toEqual(['queued', 'held', 'released', 'reported']);
  });

  it('ends held when nothing moves any more', async () => {
    const { run } = following([drafts.queued, heldDraft('questions')]);
    expect((await run()).at(-1)?.kind).toBe('held');
  });

  it('goes on where somebody moves what is held, and only then', async () => {
    const released: Draft = { kind: 'released', data: { reason: 'change-approval' } };
    const { run, told, moves } = following(
      [drafts.queued, heldDraft('change-approval')],
      [],
      [released, drafts.reported],
    );
    moves.push('approved');
    await run();
    expect(told).toEqual(['queued', 'held', 'released', 'reported']);
  });

  it('ends with what went wrong, and when it is told to stop', async () => {
    await expect(following([drafts.queued]).run('broken')).rejects.toThrow('broken');
    const { run, stop } = following([drafts.queued]);
    stop.abort(new Error('enough'));
    await expect(run()).rejects.toThrow('enough');
  });
});
