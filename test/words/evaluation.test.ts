import { describe, expect, it } from 'vitest';
import { evaluationSentence, type EvaluationWords } from '../../src/words/evaluation.ts';

const known: EvaluationWords = {
  name: 'octo/cat#7',
  task: 'octo/cat#7',
  phase: 'Test',
  held: null,
  open: null,
  next: { kind: 'wait', why: 'tests', until: { events: ['workflow_run.completed'], dueAt: 0 } },
};

describe('evaluationSentence', () => {
  it.each<[string, Partial<EvaluationWords>, string]>([
    [
      'a wait',
      {},
      'octo/cat#7 is in the phase Test. Next: wait: the tests run on GitHub Actions. It looks again on workflow_run.completed, and at 1970-01-01T00:00:00.000Z.',
    ],
    [
      'what is no task',
      { task: null, next: { kind: 'queue', generation: 1 } },
      'octo/cat#7 is not a task yet. Next: queue the issue.',
    ],
    [
      'an effect whose outcome is not known',
      { open: 'merge', next: { kind: 'verifyLanding' } },
      'octo/cat#7 is in the phase Test. First it checks on GitHub whether it did this: merge the pull request. Next: check that the merge matches what was tested.',
    ],
    [
      'a cancellation',
      { next: { kind: 'cancel', reason: 'unlabelled', by: null } },
      'octo/cat#7 is in the phase Test. Next: cancel the task. Cancelled: the label was removed.',
    ],
    [
      'a patch',
      { next: { kind: 'buildPatch', part: 'tests' } },
      'octo/cat#7 is in the phase Test. Next: write the tests.',
    ],
  ])('tells %s in sentences', (_, changed, sentence) => {
    expect(evaluationSentence({ ...known, ...changed })).toContain(sentence);
  });

  it('says why a task is held and why it will be, and no code', () => {
    const next = { kind: 'hold', reason: 'base-unclear', back: 'here' } as const;
    const told = evaluationSentence({ ...known, phase: 'Held', held: 'no-run', next });
    expect(told).toMatch(/^octo\/cat#7 needs a person: the test workflow/);
    expect(told).toContain('Next: stop and ask for a person: ');
    expect(told).not.toMatch(/no-run|base-unclear/);
  });
});
