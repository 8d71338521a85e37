import { describe, expect, it } from 'vitest';
import { emptyIssue, patchProblem } from '../../src/words/patch-problem.ts';

describe('patchProblem', () => {
  it('names the file and what is wrong with it', () => {
    expect(patchProblem({ kind: 'proof-touched', path: 't.py' })).toBe(
      't.py proves the change and must stay as it is.',
    );
    expect(patchProblem({ kind: 'known-secret', path: 'a.py' })).toContain('Remove it.');
    expect(patchProblem({ kind: 'directive-gone' })).toBe('The issue no longer contains a patch.');
  });

  it('leaves the words of a screen as they are, and says how many there are', () => {
    const screened = { kind: 'screened', path: 'a.py', message: 'Too long.' } as const;
    expect(patchProblem({ ...screened, more: 0 })).toBe('a.py: Too long.');
    expect(patchProblem({ ...screened, more: 2 })).toBe('a.py: Too long. (and 2 more)');
  });
});

describe('emptyIssue', () => {
  it('says what the issue lacks', () => {
    expect(emptyIssue('title')).toBe('The issue has no title.');
    expect(emptyIssue('text')).toBe('The issue has no text.');
  });
});
