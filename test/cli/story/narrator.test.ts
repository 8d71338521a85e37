import { describe, expect, it } from 'vitest';
import { createNarrator, quietMs } from '../../../src/cli/story/narrator.ts';
import { moment, type Moment } from '../../../src/words/entries/moment.ts';
import { addressOf, drafts, entryOf } from '../../task/build.ts';
import type { Draft } from '../../../src/task/entry.ts';

function narrating(progress: 'shown' | 'silent') {
  const told: Moment[] = [];
  const clock = { now: 0 };
  const narrator = createNarrator({ show: (one) => void told.push(one), progress, now: () => clock.now });
  return { told, clock, narrator };
}

const failed: Draft = {
  kind: 'failed_test',
  data: {
    reason: 'red',
    attempt: 3,
    part: 'change',
    runId: 12,
    runAttempt: 1,
    failed: ['t.py::test_a'],
    explained: addressOf('9'),
  },
};
const held: Draft = {
  kind: 'held',
  data: { reason: 'attempts-exhausted', back: 'here', explained: addressOf('9') },
};

describe('a narrator', () => {
  it('says every ten seconds of silence what is being waited for, and for how long', async () => {
    const { told, clock, narrator } = narrating('shown');
    await narrator.tellEntry(entryOf(null, drafts.testsPublished, { phase: 'Execute' }), async () => null);
    for (clock.now = 0; clock.now <= 25_000; clock.now += 500) narrator.beat();
    expect(told.slice(1).map(({ text }) => text)).toEqual([
      'waiting for pytest to run the new tests without the change (10 s so far)',
      'waiting for pytest to run the new tests without the change (20 s so far)',
    ]);
  });

  it('is not silent while it tells', () => {
    const { told, clock, narrator } = narrating('shown');
    for (clock.now = 0; clock.now <= 3 * quietMs; clock.now += quietMs / 2) {
      narrator.tell(moment('Test', 'step', 'x'));
      narrator.beat();
    }
    expect(told.filter(({ mark }) => mark === 'wait')).toEqual([]);
  });

  it('shows nothing but where it stops to whoever wants JSON alone', async () => {
    const { told, clock, narrator } = narrating('silent');
    narrator.tell(moment('Test', 'step', 'x'));
    clock.now = 10 * quietMs;
    narrator.beat();
    await narrator.tellEntry(entryOf(null, failed, { phase: 'Test' }), async () => 'E assert');
    await narrator.tellEntry(entryOf(null, held, { phase: 'Execute' }), async () => 'E assert');
    expect(told.map(({ mark, detail }) => [mark, detail[1]])).toEqual([['stop', 'E assert']]);
  });

  it('shows the words of a failure once', async () => {
    const { told, narrator } = narrating('shown');
    for (const draft of [failed, held])
      await narrator.tellEntry(entryOf(null, draft, { phase: 'Test' }), async () => 'E assert');
    expect(told.map(({ detail }) => detail.includes('E assert'))).toEqual([true, false]);
  });
});
