import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directiveIn, landTexts } from '../support.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/users.md'), 'utf8');
const [, section = ''] = /^## Ask for a change\n(.*?)^## /ms.exec(guide) ?? [];
const examples = [...section.matchAll(/^````\n(.*?)^````\n/gms)].map(([, text = '']) => text);

describe('the directives that the guide shows', () => {
  it('are three', () => {
    expect(examples).toHaveLength(3);
  });

  it.each(examples)('land, and all of them change the same: %#', (text) => {
    const read = directiveIn(text);
    expect(
      landTexts(
        { 'utils/add.py': 'def add(x, y):\n    return x - 1 + y\n' },
        read.kind === 'directive' ? read.edits : [],
      ),
    ).toEqual({ 'utils/add.py': 'def add(x, y):\n    return x + y\n' });
  });
});
