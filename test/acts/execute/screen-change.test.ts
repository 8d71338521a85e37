import { describe, expect, it } from 'vitest';
import { knownSecret, screenOurs } from '../../../src/acts/execute/screen-change.ts';
import type { Change, SourceFile } from '../../../src/patch/change/change.ts';
import { policySchema } from '../../../src/policy/policy.ts';

const redact = (text: string): string => text.replaceAll('CANARY', '[redacted]');
const file = (text: string): SourceFile => ({ mode: 'file', bytes: new TextEncoder().encode(text) });
const executable = (text: string): SourceFile => ({ ...file(text), mode: 'executable' });
const added = (path: string, text: string): Change => [
  { path, kind: 'added', before: null, after: file(text) },
];
const modified = (before: string, after: string): Change => [
  { path: 'a.py', kind: 'modified', before: file(before), after: file(after) },
];

const plain = policySchema.parse({});

describe('a change of', () => {
  const honest = modified('x = 1', 'x = 2');
  const files = new Map([['a.py', file('x = 1')]]);

  it('an agent, or of a person, is published where nothing is found', async () => {
    for (const author of ['agent', 'person'] as const)
      expect(await screenOurs(files, honest, plain, author, (text) => text)).toEqual({ kind: 'clean' });
  });

  it('a stranger waits for a person although nothing is found', async () => {
    const verdict = await screenOurs(files, honest, plain, 'stranger', (text) => text);
    expect(verdict).toMatchObject({ kind: 'concerns', text: expect.stringContaining('+x = 2') as string });
  });

  it('a stranger is refused where it is too long to be shown', async () => {
    const long = modified('x = 1', 'x = 2\n'.repeat(10_000));
    expect(await screenOurs(files, long, plain, 'stranger', (text) => text)).toMatchObject({
      kind: 'refused',
      reason: 'screened-size',
    });
  });

  it('an executable file is not published: its mode would be lost', async () => {
    const change: Change = [
      { path: 'a.sh', kind: 'modified', before: executable('x'), after: executable('y') },
    ];
    const before = new Map([['a.sh', executable('x')]]);
    expect(await screenOurs(before, change, plain, 'agent', (text) => text)).toMatchObject({
      kind: 'refused',
      reason: 'screened-paths',
    });
  });
});

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
