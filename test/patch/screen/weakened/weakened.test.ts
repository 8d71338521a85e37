import { describe, expect, it } from 'vitest';
import { screenTests } from '../../../../src/patch/screen/weakened/weakened-tests.ts';
import { changeOf, filesOf } from '../../support.ts';
import { cheats } from './cheats.ts';
import { around, notAround } from './around.ts';
import { elsewhere, notElsewhere } from './elsewhere.ts';
import { notReplacing, replacing } from './replaced.ts';
import { sly } from './sly.ts';
import { unrun } from './unrun.ts';
import { families } from './families.ts';
import { honest } from './honest.ts';
import { honestFamilies } from './honest-families.ts';
import type { Case } from './case.ts';

function reasonsOf({ before, after }: Case): string[] {
  return screenTests(filesOf(before), changeOf(before, after))
    .map(({ reason }) => reason)
    .toSorted();
}

describe('a weakened test is found when', () => {
  it.each([...unrun, ...cheats, ...sly, ...replacing, ...around, ...elsewhere, ...families])(
    '$name',
    (one) => {
      expect(reasonsOf(one)).toEqual(one.reasons.toSorted());
    },
  );
});

describe('an honest edit of tests is let through:', () => {
  it.each([...honest, ...notReplacing, ...notAround, ...notElsewhere, ...honestFamilies])('$name', (one) => {
    expect(screenTests(filesOf(one.before), changeOf(one.before, one.after))).toEqual([]);
  });
});
