import { describe, expect, it } from 'vitest';
import { notBuilt } from '../../src/policy/not-built.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';

const asking: [string, string][] = [
  ['mode', 'mode: shadow'],
  ['trigger.apps', 'trigger: { apps: [helper] }'],
  ['roles.review', 'roles: { review: [rules, human] }'],
  ['roles.review', 'roles: { review: [human] }'],
  ['roles.generate', 'roles: { generate: human }'],
  ['merge.auto', 'merge: { auto: false }'],
  ['merge.approvals', 'merge: { approvals: 1 }'],
  ['merge.watchMinutes', 'merge: { watchMinutes: 60 }'],
  ['limits.openPulls', 'limits: { openPulls: 5 }'],
  ['limits.tasksPerDay', 'limits: { tasksPerDay: 50 }'],
  ['meta.report', 'meta: { report: monthly }'],
  ['meta.alert.overrideRate', 'meta: { alert: { overrideRate: 0.1 } }'],
  ['meta.alert.rollbackRate', 'meta: { alert: { rollbackRate: 0.05 } }'],
  ['meta.alert.cycleHours', 'meta: { alert: { cycleHours: 24 } }'],
];

describe('a key whose behaviour is not built', () => {
  it.each(asking)('%s is refused by name: %s', (path, text) => {
    const parsed = parsePolicy(text);
    expect(parsed).toMatchObject({ kind: 'wrong', errors: [{ line: 1, path }] });
    expect(JSON.stringify(parsed)).toContain('not built yet');
  });

  it.each([
    'mode: active',
    'trigger: { apps: [] }',
    'roles: { review: [reasoning, rules] }',
    'merge: { approvals: 0, watchMinutes: 0 }',
    'limits: { openPulls: null, tasksPerDay: null }',
    'meta: { report: off, alert: { overrideRate: null, rollbackRate: null, cycleHours: null } }',
  ])('is accepted when its value switches it off: %s', (text) => {
    expect(parsePolicy(text).kind).toBe('policy');
  });

  it('has a case above for every row of the table', () => {
    const cases = new Set(asking.map(([path]) => path));
    expect(notBuilt.map(({ path }) => path.join('.')).filter((path) => !cases.has(path))).toEqual([]);
  });
});
