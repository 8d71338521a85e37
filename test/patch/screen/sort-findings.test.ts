import { describe, expect, it } from 'vitest';
import type { ScreenFinding, ScreenGate } from '../../../src/patch/screen/screen-finding.ts';
import { sortFindings, type Author } from '../../../src/patch/screen/sort-findings.ts';
import { policySchema, type Policy } from '../../../src/policy/policy.ts';

const defaults = policySchema.parse({}).screen;
const all = (answer: 'refuse' | 'person'): Policy['screen'] => ({
  weakenedTests: answer,
  expectedData: answer,
  dependencies: answer,
  size: answer,
});
const finding = (gate: ScreenGate, reason = 'x'): ScreenFinding => ({
  gate,
  reason,
  path: 'a',
  message: 'm',
});

function sorted(given: ScreenFinding, policy: Policy['screen'], author: Author = 'agent'): string {
  const { refused, person } = sortFindings([given], policy, author);
  return [...refused.map(() => 'refused'), ...person.map(() => 'person')].join(' ');
}

describe('sorting findings', () => {
  it.each([
    [finding('weakened-tests', 'test-removed'), 'refused'],
    [finding('weakened-tests', 'expected-data-edited'), 'person'],
    [finding('weakened-tests', 'run-otherwise'), 'person'],
    [finding('dependencies'), 'person'],
    [finding('size', 'too-many-lines'), 'refused'],
  ])('goes by the defaults: %j is %s', (given, answer) => {
    expect(sorted(given, defaults)).toBe(answer);
  });

  it.each(['weakened-tests', 'dependencies', 'size'] as const)('lets the policy decide %s', (gate) => {
    expect(sorted(finding(gate), all('person'))).toBe('person');
    expect(sorted(finding(gate), all('refuse'))).toBe('refused');
  });

  it('tells edited expectations from weaker ones', () => {
    const policy = { ...all('refuse'), weakenedTests: 'person' } as const;
    expect(sorted(finding('weakened-tests', 'expected-data-edited'), policy)).toBe('refused');
    expect(sorted(finding('weakened-tests', 'test-skipped'), policy)).toBe('person');
  });

  it.each(['secrets', 'protected-paths', 'paths', 'content'] as const)(
    'never hands %s to a person',
    (gate) => {
      expect(sorted(finding(gate), all('person'))).toBe('refused');
    },
  );

  it.each(['too-many-files', 'too-many-bytes'])('never hands over what was not read: %s', (reason) => {
    expect(sorted(finding('size', reason), all('person'))).toBe('refused');
  });

  it.each([
    ['a person must see', 'person', ['weakened-tests', 'dependencies', 'size'] as const],
    ['nobody could see', 'refused', ['secrets', 'protected-paths', 'paths', 'content'] as const],
  ])('shows of what a person wrote what %s, whatever the policy says', (_what, answer, gates) => {
    for (const gate of gates)
      for (const policy of [defaults, all('refuse'), all('person')])
        expect(sorted(finding(gate), policy, 'person')).toBe(answer);
  });

  it('refuses what no guard has read, and hidden text, of a person too; a binary file they may add', () => {
    expect(sorted(finding('size', 'too-many-bytes'), defaults, 'person')).toBe('refused');
    expect(sorted(finding('content', 'hidden-character'), defaults, 'person')).toBe('refused');
    expect(sorted(finding('content', 'binary'), defaults, 'person')).toBe('person');
  });

  it('keeps every finding, in its order', () => {
    const findings = [finding('dependencies', '1'), finding('secrets', '2'), finding('dependencies', '3')];
    const { refused, person } = sortFindings(findings, defaults, 'agent');
    expect([refused, person].map((some) => some.map(({ reason }) => reason))).toEqual([['2'], ['1', '3']]);
  });
});
