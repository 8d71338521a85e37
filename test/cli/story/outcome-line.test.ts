import { describe, expect, it } from 'vitest';
import { outcomeOf, type Seen } from '../../../src/cli/story/outcome-line.ts';
import type { Draft, Entry } from '../../../src/task/entry.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, drafts, entryOf, head, heldDraft } from '../../task/build.ts';

const record = { entries: 9, verified: true, root: 'cm9vdA==' };
const pull = { number: 8, state: 'merged', headSha: head, mergeSha: 'm0000000' } as const;
const seen: Seen = { issue: { number: 7, state: 'closed', labels: ['cadence', 'cadence:done'] }, pull };

function entries(...all: readonly Draft[]): Entry[] {
  return all.map((draft) => entryOf(null, draft, { version: 1, phase: 'Review' }));
}
function outcome(task: Task, all: readonly Entry[], shown = seen): ReturnType<typeof outcomeOf> {
  return outcomeOf(task, all, shown, { record, seconds: 1.5 });
}

describe('outcomeOf', () => {
  it('tells what the merge rests on', () => {
    const all = entries(drafts.red, drafts.green, drafts.drafted);
    expect(outcome(at('Meta reported'), all)).toMatchInlineSnapshot(`
      {
        "attempts": 1,
        "cost": {
          "usd": 0,
        },
        "evidence": {
          "headSha": "aaaa2222",
          "passed": 3,
          "runId": 12,
        },
        "issue": {
          "labels": [
            "cadence",
            "cadence:done",
          ],
          "number": 7,
          "state": "closed",
        },
        "outcome": "merged",
        "overrides": 0,
        "proof": {
          "failed": [
            "tests/test_add.py::test_add",
          ],
          "headSha": "aaaa1111",
          "runId": 11,
        },
        "pull": {
          "headSha": "aaaa2222",
          "mergeSha": "m0000000",
          "number": 8,
          "state": "merged",
        },
        "reason": null,
        "record": {
          "entries": 9,
          "root": "cm9vdA==",
          "verified": true,
        },
        "requests": {
          "contentCreating": 0,
          "graphql": 0,
          "mutations": 0,
          "total": 0,
        },
        "review": {
          "findings": 0,
          "verdict": "pass",
        },
        "seconds": 1.5,
        "tokens": {
          "in": 0,
          "out": 0,
        },
      }
    `);
  });

  it('leaves out evidence and verdict of another head', () => {
    const moved = { ...seen, pull: { ...pull, headSha: 'another' } };
    const line = outcome(at('Meta reported'), entries(drafts.red, drafts.green, drafts.drafted), moved);
    expect(line).toMatchObject({ evidence: null, review: null, proof: { runId: 11 } });
  });

  it('takes the last of several runs and verdicts', () => {
    const second = {
      ...drafts.green,
      data: { judged: 'green', evidence: { ...drafts.green.data.evidence, runId: 99 } },
    };
    const all = entries(drafts.rejected, drafts.green, second as Draft, drafts.drafted);
    expect(outcome(at('Meta reported'), all)).toMatchObject({
      evidence: { runId: 99 },
      review: { verdict: 'pass', findings: 0 },
    });
  });

  it('gives the reason of a held task, and of a cancelled one', () => {
    expect(outcome(after(at('Review'), heldDraft('questions')), [])).toMatchObject({
      outcome: 'held',
      reason: 'questions',
      proof: null,
    });
    const cancelled: Task = {
      ...at('Review'),
      state: { phase: 'Cancelled', reason: 'stopped', by: 'ada' },
    };
    expect(outcome(cancelled, [])).toMatchObject({ outcome: 'cancelled', reason: 'stopped' });
  });

  it('has no line for a task that goes on', () => {
    expect(() => outcome(at('Review'), [])).toThrow('has not ended');
  });
});
