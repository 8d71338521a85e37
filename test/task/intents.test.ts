import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../src/task/entry.ts';
import { intentData, type IntentStep } from '../../src/task/intents.ts';
import { at, entryOf, intent } from './build.ts';

const steps = Object.keys(intentData) as IntentStep[];
const announced = entryOf(at('Commit'), intent('merge'));

function read(changed: Readonly<Record<string, unknown>>): string {
  return parseEntry({ ...announced, data: { ...announced.data, ...changed } }).kind;
}

describe('an intent in the record', () => {
  it.each(steps)('to %s is read back as it was written', (step) => {
    const draft = intent(step);
    expect(entryOf(at('Commit'), draft).data).toEqual(draft.data);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of a step that is announced by nobody', { step: 'readTests', data: {} }],
    ['of a step that is unknown', { step: 'deploy', data: {} }],
    ['that lacks what finds its effect again', { data: { trailer: 'Cadence-Record: 3' } }],
    ['that says what its step does not ask for', { data: { sha: 'a', trailer: 'b', force: true } }],
    ['with the words of another step', { step: 'finish' }],
    ['with a refusal that has no sentence', { step: 'answer', data: answerOf('refused', 'because') }],
    ['with a reason for what was accepted', { step: 'answer', data: answerOf('accepted', 'not-held') }],
  ])('is refused: one %s', (_what, changed) => {
    expect(read(changed)).toBe('wrong');
  });

  it('with a refusal that has a sentence is taken', () => {
    expect(read({ step: 'answer', data: answerOf('refused', 'not-held') })).toBe('entry');
  });
});

function answerOf(result: string, reason: string): object {
  return { comment: 'IC_1', command: 'retry', by: 'bob', result, reason };
}
