import { describe, expect, it } from 'vitest';
import { waitSentence } from '../../src/words/wait-sentence.ts';
import { filesUnder, read } from '../rules/house.ts';

const unknown = waitSentence('of a later version');

describe('waitSentence', () => {
  const phases = filesUnder('src/task', ['.ts']).map(read).join('\n');
  const codes = [
    ...[...phases.matchAll(/waitFor\(\s*'([\w-]+)'/g)].map(([, code = '']) => code),
    ...[...phases.matchAll(/kind: 'wait', why: '([\w-]+)'/g)].map(([, code = '']) => code),
  ];

  it('has a sentence for every wait that a phase can answer', () => {
    expect(codes.length).toBeGreaterThan(7);
    expect(codes.filter((code) => waitSentence(code) === unknown)).toEqual([]);
  });

  it('never prints a code that it does not know', () => {
    expect(unknown).toBe('something happens on GitHub');
  });
});
