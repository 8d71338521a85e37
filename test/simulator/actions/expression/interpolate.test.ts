import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../../src/simulator/actions/expression/evaluate-expression.ts';
import {
  interpolate,
  interpolateValue,
  isConditionMet,
} from '../../../../src/simulator/actions/expression/interpolate.ts';
import { InvalidExpression } from '../../../../src/simulator/actions/expression/evaluate-expression.ts';

const contexts = {
  github: {
    ref: 'refs/heads/main',
    event_name: 'push',
    event: { pull_request: { labels: [{ name: 'bug' }, { name: 'ci' }] } },
  },
  env: { LEVEL: '3' },
  matrix: { os: 'Linux', versions: ['3.11', '3.12'] },
  steps: { 'run-tests': { outcome: 'failure' } },
};
const scope: Scope = { contexts, status: 'success' };

describe('interpolate', () => {
  it.each([
    ['${{ github.ref }}', 'refs/heads/main'],
    ['a-${{env.LEVEL}}-${{ matrix.os }}', 'a-3-Linux'],
    ["${{ github.ref == 'REFS/HEADS/MAIN' }}", 'true'],
    ["${{ steps.run-tests.outcome != 'success' && 'red' || 'green' }}", 'red'],
    ['${{ github.nothing.at.all }}', ''],
    ["${{ env['LEVEL'] > 2 }}", 'true'],
    ['${{ matrix.versions[1] }}', '3.12'],
    ["${{ join(github.event.pull_request.labels.*.name, '+') }}", 'bug+ci'],
    ["${{ contains(matrix.versions, '3.12') }}", 'true'],
    ["${{ contains('Hello', 'LL') }}", 'true'],
    ["${{ startsWith(github.ref, 'refs/') && !endsWith(github.ref, 'x') }}", 'true'],
    ["${{ format('{0} of {1} {{}}', 'a', 2) }}", 'a of 2 {}'],
    ["${{ 'it''s }} fine' }}", "it's }} fine"],
    ['${{ true && 0x10 }}', '16'],
    ["${{ null == 0 && '' == false }}", 'true'],
    ['${{ toJSON(matrix.versions[0]) }}', '"3.11"'],
    ['${{ (1 < 2) == true }}', 'true'],
    ["${{ startsWith(matrix.versions, 'A') || contains('Object', github) }}", 'false'],
    ['${{ join(github, 1) }}', ''],
    ['${{ toJSON(github.event.pull_request.labels.*.*) }}', '[\n  "bug",\n  "ci"\n]'],
    ['${{ matrix.versions[1.9] }}', '3.12'],
    ["${{ case(env.LEVEL == 2, 'two', env.LEVEL == 3, 'three', 'more') }}", 'three'],
    ['no place at all $ {{ }}', 'no place at all $ {{ }}'],
  ])('%s gives %s', (text, expected) => {
    expect(interpolate(text, scope)).toBe(expected);
  });

  it.each([
    '${{ }}',
    '${{ a..b }}',
    '${{ nobody.x }}',
    '${{ hashFiles() }}',
    '${{ 1 2 }}',
    "${{ 'open }}",
    '${{ (1 }}',
    '${{ a # b }}',
    '${{ false && nobody }}',
    "${{ format('{1}', 1) }}",
    "${{ format('{0', 1) }}",
    "${{ contains('a') }}",
    '${{ toJSON() }}',
    "${{ fromJSON('{') }}",
  ])('%s is refused', (text) => {
    expect(() => interpolateValue(text, scope)).toThrow(InvalidExpression);
  });

  it('keeps the type of a lone expression', () => {
    expect(interpolateValue('${{ fromJSON(\'["a", 1]\') }}', scope)).toEqual(['a', 1]);
    expect(interpolateValue('x${{ 1 }}', scope)).toBe('x1');
  });

  it('reads every doubled quote of a literal as one', () => {
    expect(interpolate("${{ 'a''b''''c' }}", scope)).toBe("a'b''c");
  });

  it('reads back every string that it can be given as a literal', () => {
    assert(
      property(string(), (text) => {
        expect(interpolate(`<\${{ '${text.replaceAll("'", "''")}' }}>`, scope)).toBe(`<${text}>`);
      }),
    );
  });
});

describe('isConditionMet', () => {
  it.each([
    [null, 'success', true],
    [null, 'failure', false],
    ['', 'skipped', false],
    ['always()', 'failure', true],
    ['always()', 'cancelled', true],
    ['failure()', 'failure', true],
    ['failure()', 'success', false],
    ['failure()', 'cancelled', false],
    ['cancelled()', 'cancelled', true],
    ['!cancelled()', 'failure', true],
    ['success() || failure()', 'failure', true],
    ["github.event_name == 'push'", 'success', true],
    ["github.event_name == 'push'", 'failure', false],
    ["${{ always() && github.event_name == 'push' }}", 'failure', true],
    ["github.event_name == 'pull_request'", 'success', false],
    ['false', 'success', false],
    ['success() == false', 'failure', true],
    ['fromJSON(github.ref)', 'failure', false],
  ] as const)('%s after %s: %s', (condition, status, expected) => {
    expect(isConditionMet(condition, { contexts, status })).toBe(expected);
  });
});
