import { describe, expect, it } from 'vitest';
import { noVerdict } from '../../src/review/cite.ts';
import type { Finding } from '../../src/review/rules.ts';
import { verdictOf } from '../../src/review/verdict.ts';

const reject: Finding = { rule: 'no-todo', severity: 'reject', path: 'a.py', line: 1, message: 'No.' };
const note: Finding = { ...reject, severity: 'note' };

describe('a verdict', () => {
  it.each([
    ['nothing was found', [], 'pass'],
    ['there are notes only', [note], 'pass'],
    ['one finding rejects', [note, reject], 'reject'],
    ['a reviewer gave no usable answer', [noVerdict('reasoning', 'empty')], 'reject'],
  ] as const)('when %s', (_when, findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict);
  });
});
