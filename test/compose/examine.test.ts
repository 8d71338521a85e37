import { describe, expect, it } from 'vitest';
import { comparePermissions } from '../../src/compose/examine.ts';

const wanted = { permissions: { contents: 'write', actions: 'read' }, events: [] };

describe('the permissions of the App', () => {
  it.each<[name: string, granted: Record<string, string>, sentences: string[]]>([
    [
      'those of app.yml',
      { contents: 'write', actions: 'read' },
      ['Its permissions are those of app.yml, no more and no less.'],
    ],
    ['one too few', { contents: 'write' }, ['Give it actions: read.']],
    ['one too weak', { contents: 'read', actions: 'read' }, ['Give it contents: write.']],
    [
      'one too many',
      { contents: 'write', actions: 'read', workflows: 'write' },
      ['It does not need workflows: write; take it away.'],
    ],
    [
      'one too strong',
      { contents: 'write', actions: 'write' },
      ['It does not need actions: write; take it away.'],
    ],
  ])('are told apart: %s', (_, granted, sentences) => {
    expect(comparePermissions(granted, wanted).map(({ sentence }) => sentence)).toEqual(sentences);
  });
});
