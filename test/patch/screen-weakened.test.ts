import { describe, expect, it } from 'vitest';
import { screenTests } from '../../src/patch/screen-tests.ts';
import { changeOf } from './support.ts';
import { cheats } from './weakened/cheats.ts';
import { around, notAround } from './weakened/around.ts';
import { elsewhere, notElsewhere } from './weakened/elsewhere.ts';
import { notReplacing, replacing } from './weakened/replaced.ts';
import { sly } from './weakened/sly.ts';
import { unrun } from './weakened/unrun.ts';
import { honest } from './weakened/honest.ts';
import type { Case } from './weakened/case.ts';

function reasonsOf({ before, after }: Case): string[] {
  return screenTests(changeOf(before, after))
    .map(({ reason }) => reason)
    .toSorted();
}

describe('a weakened test is found when', () => {
  it.each([...unrun, ...cheats, ...sly, ...replacing, ...around, ...elsewhere])('$name', (one) => {
    expect(reasonsOf(one)).toEqual(one.reasons.toSorted());
  });
});

describe('an honest edit of tests is let through:', () => {
  it.each([...honest, ...notReplacing, ...notAround, ...notElsewhere])('$name', (one) => {
    expect(screenTests(changeOf(one.before, one.after))).toEqual([]);
  });
});
