import { describe, expect, it } from 'vitest';
import { knownSecret } from '../../../src/acts/execute/screen-change.ts';
import type { Change, SourceFile } from '../../../src/patch/change/change.ts';

const redact = (text: string): string => text.replaceAll('CANARY', '[redacted]');
const file = (text: string): SourceFile => ({ mode: 'file', bytes: new TextEncoder().encode(text) });
const added = (path: string, text: string): Change => [
  { path, kind: 'added', before: null, after: file(text) },
];
const modified = (before: string, after: string): Change => [
  { path: 'a.py', kind: 'modified', before: file(before), after: file(after) },
];

describe('a change', () => {
  it.each<[string, Change]>([
    ['in a new file', added('a.py', 'x = "CANARY"')],
    ['in an edited one', modified('x = 1', 'x = "CANARY"')],
    ['in a name', added('CANARY.py', 'x = 1')],
  ])('may not hold a secret of this installation: %s', (_name, change) => {
    const found = knownSecret(change, redact);
    expect(found?.reason).toBe('screened-secrets');
    expect(found?.message).not.toContain('CANARY');
  });

  it.each<[string, Change]>([
    ['holds none', added('a.py', 'x = 1')],
    ['leaves what was there before', modified('y = "CANARY"', 'x = 1; y = "CANARY"')],
    ['takes one out', modified('y = "CANARY"', 'y = 1')],
    ['deletes a file', [{ path: 'a.py', kind: 'deleted', before: file('CANARY'), after: null }]],
  ])('may go on where it %s', (_name, change) => {
    expect(knownSecret(change, redact)).toBeNull();
  });
});
