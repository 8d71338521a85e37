import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy, type PolicyError } from '../../src/policy/parse-policy.ts';
import { policySchema, type Policy } from '../../src/policy/policy.ts';

function read(text: string): Policy {
  const parsed = parsePolicy(text);
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors));
  return parsed.policy;
}
function errors(text: string): PolicyError[] {
  const parsed = parsePolicy(text);
  return parsed.kind === 'wrong' ? parsed.errors : [];
}
const brief = (text: string): string[] =>
  errors(text).map(({ line, column, path }) => `${line}:${column} ${path}`);

describe('parsePolicy', () => {
  it.each(['', '# nothing but a comment\n', '{}'])('fills in every default of %j', (text) => {
    expect(read(text)).toEqual(policySchema.parse({}));
  });

  it('has defaults that are built: rules alone review, and every limit, alarm and watch is off', () => {
    expect(read('')).toMatchObject({
      mode: 'active',
      trigger: { label: 'cadence', apps: [] },
      roles: { generate: 'agent', execute: 'agent', review: ['rules'] },
      tests: { job: 'pytest', redProof: 'preferred' },
      merge: { auto: true, method: 'squash', approvals: 0, deleteBranch: true, watchMinutes: 0 },
      screen: { weakenedTests: 'refuse', expectedData: 'person', dependencies: 'person', size: 'refuse' },
      limits: {
        attempts: 3,
        openPulls: null,
        tasksPerDay: null,
        tokensPerTask: 2_000_000,
        tokensPerDay: 20_000_000,
        usdPerTask: 5,
        usdPerDay: 50,
      },
      agents: { api: 'chat' },
      meta: { report: 'off', alert: { overrideRate: null, rollbackRate: null, cycleHours: null } },
    });
  });

  it('reads what is written and keeps the other defaults', () => {
    const policy = read(
      'tests: { job: unit, redProof: off }\nmerge:\n  method: merge\nroles: { execute: human, review: [rules, reasoning] }\n',
    );
    expect(policy.tests).toMatchObject({ job: 'unit', redProof: 'off', timeoutMinutes: 60 });
    expect(policy.merge).toMatchObject({ method: 'merge', deleteBranch: true });
    expect(policy.roles).toEqual({ generate: 'agent', execute: 'human', review: ['rules', 'reasoning'] });
  });

  it.each([
    ['mode: active\nrole: {}\n', '2:1 role', 'Did you mean roles?'],
    ['roles:\n  reveiw: [rules]\n', '2:3 roles.reveiw', 'Did you mean review?'],
    ['merge: { Method: squash }', '1:10 merge.Method', 'Did you mean method?'],
    [
      'meta:\n  alert:\n    cycles: 3\n',
      '3:5 meta.alert.cycles',
      'Known here: overrideRate, rollbackRate, cycleHours.',
    ],
    ['__proto__: { mode: shadow }', '1:1 __proto__', 'Known here: mode'],
    ['<<: { mode: active }', '1:1 <<', 'Known here: mode'],
  ])('names an unknown key with its place: %j', (text, where, hint) => {
    expect(brief(text)).toEqual([where]);
    expect(errors(text)[0]?.message).toContain(hint);
  });

  it.each([
    ['merge: { method: rebase }', '1:10 merge.method'],
    ['limits:\n  attempts: 0\n', '2:3 limits.attempts'],
    ['limits:\n  attempts: "3"\n', '2:3 limits.attempts'],
    ['limits: { usdPerDay: 0 }', '1:11 limits.usdPerDay'],
    ['limits: { tokensPerDay: 0 }', '1:11 limits.tokensPerDay'],
    ['roles:\n  review: [rules, friends]\n', '2:19 roles.review.1'],
    ['roles: { review: [] }', '1:10 roles.review'],
    ['screen: { weakenedTests: allow }', '1:11 screen.weakenedTests'],
    ['screen: { secrets: person }', '1:11 screen.secrets'],
    ['roles: { review: [rules, rules] }', '1:10 roles.review'],
    ['trigger: { label: "a,b" }', '1:12 trigger.label'],
    ['tests: { workflow: tests.yml }', '1:10 tests.workflow'],
    ['paths:\n  allow: ["**", "../other"]\n', '2:17 paths.allow.1'],
    ['paths:\n  protect:\n    - /etc/passwd\n', '3:7 paths.protect.0'],
    ['review: { ruleset: rules/../../x.json }', '1:11 review.ruleset'],
    ['merge:\n', '1:1 merge'],
    ['- a list', '1:1 '],
    ['just words', '1:1 '],
  ])('refuses a wrong value with its place: %j', (text, where) => {
    expect(brief(text)).toEqual([where]);
  });

  it.each([
    ['a tab for indentation', 'merge:\n\tmethod: squash\n', 2],
    ['a key twice', 'mode: active\nmode: active\n', 2],
    ['an unknown tag', 'mode: !odd active\n', 1],
    ['two documents', '{}\n---\n{}\n', 2],
    ['a key that is a list', '? [a]\n: b\n', 1],
    ['an alias without its anchor', 'mode: *nope\n', 1],
  ])('refuses %s', (_, text, line) => {
    expect(errors(text)[0]).toMatchObject({ line, path: '' });
  });

  it('lists every error, in order, up to twenty', () => {
    expect(brief('mode: x\nmerge: { approvals: -1 }\n')).toEqual(['1:1 mode', '2:10 merge.approvals']);
    expect(errors(Array.from({ length: 90 }, (_, index) => `key${index}: 1\n`).join(''))).toHaveLength(20);
  });

  it('refuses a YAML bomb quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array.from({ length: 9 }, () => `*l${n}`).join(',')}]`,
    );
    expect(errors(['l0: &l0 [x]', ...levels].join('\n'))).toMatchObject([
      { message: expect.stringContaining('aliases') },
    ]);
  });

  it('refuses a policy above 64 KB unread', () => {
    expect(errors(`# ${'x'.repeat(65_536)}`)).toMatchObject([
      { message: 'The policy is larger than 64 KB.' },
    ]);
  });

  it('keeps a hostile key short and on one line', () => {
    const [error] = errors(`"${'\\n@everyone '.repeat(50)}": 1`);
    expect(error?.message).toMatch(/^[^\n@]{1,300}$/u);
  });

  it('never throws, and never takes what the schema refuses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parsePolicy(text);
        const holds =
          parsed.kind === 'policy' ? policySchema.safeParse(parsed.policy).success : parsed.errors.length > 0;
        expect(holds).toBe(true);
      }),
    );
  });
});
