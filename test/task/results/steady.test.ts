import { describe, expect, it } from 'vitest';
import { shapeOf, steady } from '../../../src/task/results/steady.ts';

describe('what differs from run to run though nothing has changed', () => {
  it.each([
    ['a uuid', 't[6f1c9c1e-0b5e-4d0a-9b57-0b6b1c9d2e3f]', 't[0A1B2C3D-1111-4222-8333-444455556666]'],
    ['an address in memory', 't[<object at 0x7f10ab>]', 't[<object at 0x7fffcd>]'],
    ['a moment', 't[2026-11-29T06:58:05.955666+00:00]', 't[2026-11-30 23:01:59]'],
    ['a time of the day', 't[06:58:05]', 't[07:00:00.25]'],
    ['seconds since 1970', 't[1764400000]', 't[1764499999]'],
    ['a temporary folder', 't[/tmp/pytest-of-me/pytest-3/x0]', 't[/tmp/pytest-of-you/pytest-11/x0]'],
    ['a temporary folder of macOS', 't[/var/folders/zz/abc/T/tmp1]', 't[/var/folders/yy/def/T/tmp2]'],
    ['a temporary name', 'cannot open tmpab12cd_x', 'cannot open tmpzz98yy_q'],
    ['a port', 't[http://localhost:43121/x]', 't[http://localhost:8080/x]'],
    ['a worker', 't[gw0]', 't[gw3]'],
    ['a hash', 't[9f86d081884c7d65]', 't[60303ae22b998861]'],
    ['a random number', 't[0.8444218515250481]', 't[0.7579544029403025]'],
    ['a long number', 't[8273645]', 't[192837465]'],
  ])('is left out: %s', (_, one, other) => {
    expect(steady(one)).toBe(steady(other));
    expect(steady(one)).not.toBe(one);
  });

  it.each([
    ['tests/tmp/test_a.py::test_x[1-2]'],
    ['tests/test_gw.py::test_x[abcdef-deadbeef]'],
    ['t[12345-0.5-v1.2.3-1:2]'],
    ['t[template-temporary-/tmpl/x]'],
  ])('%s stands as it is', (text) => {
    expect(steady(text)).toBe(text);
  });

  it('and only the shape is without the small numbers', () => {
    expect(shapeOf('t[7-0.25-x]')).toBe(shapeOf('t[12-3-x]'));
    expect(shapeOf('t[7-x]')).not.toBe(shapeOf('t[7-y]'));
  });
});
