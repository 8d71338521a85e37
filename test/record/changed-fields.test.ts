import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/task/replay-entries.ts';
import { changed, doubled, dropped, shifted, valuesIn, type Altered } from './altered.ts';
import { audit } from './legal-log.ts';
import { logOf } from './sign-log.ts';
import { stories } from './stories.ts';

const [, block = ''] = /```free\n([\s\S]*?)\n```/.exec(readFileSync('docs/record.md', 'utf8')) ?? [];
const free = new Set(block.split('\n'));
const told = Object.entries(stories);
const seen = valuesIn(Object.values(stories));
const found = new Set<string>();

function isTaken({ entries }: Altered): boolean {
  return entries.every(({ index }, at) => index === at) && replay(logOf(entries)) === null;
}

describe.each(told)('the record of %s', (_name, entries) => {
  it('holds', () => {
    expect(audit(entries)).toMatchObject({ kind: 'holds' });
  });

  it('is refused with one entry dropped, doubled or moved', () => {
    const altered = [...dropped(entries), ...doubled(entries), ...shifted(entries)];
    expect(altered.length).toBeGreaterThan(30);
    expect(altered.filter(isTaken).map(({ what }) => what)).toEqual([]);
  });

  it('is refused with one field changed that anything depends on', () => {
    const taken = changed(entries, seen).filter(isTaken);
    for (const { field } of taken) found.add(field);
    expect(taken.filter(({ field }) => !free.has(field)).map(({ what }) => what)).toEqual([]);
  });
});

it('the page lists the fields that may be changed, and no other', () => {
  expect([...free].filter((field) => !found.has(field))).toEqual([]);
});
