import { describe, expect, it } from 'vitest';
import { renderDefaultPolicy } from '../../src/policy/default-policy.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { policySchema } from '../../src/policy/policy.ts';

describe('renderDefaultPolicy', () => {
  it('writes the policy of a new repository', () => {
    expect(renderDefaultPolicy({ reviewers: ['rules'] })).toMatchInlineSnapshot(`
      "# What Cadence may do in this repository. \`cadence schema\` prints every key.
      roles:
        review:
          - rules
      tests:
        workflow: .github/workflows/cadence-pytest.yml
        job: pytest
        redProof: preferred
      merge:
        method: squash
        deleteBranch: true
      limits:
        attempts: 3
      "
    `);
  });

  it('parses to the defaults', () => {
    expect(parsePolicy(renderDefaultPolicy({ reviewers: ['rules'] }))).toEqual({
      kind: 'policy',
      policy: policySchema.parse({}),
    });
  });

  it('parses to what was asked for, names that YAML would misread included', () => {
    const chosen = { workflow: '.github/workflows/a: b.yml', job: 'yes: #1', redProof: 'required' } as const;
    const parsed = parsePolicy(renderDefaultPolicy({ reviewers: ['rules', 'reasoning'], ...chosen }));
    expect(parsed).toMatchObject({ policy: { roles: { review: ['rules', 'reasoning'] }, tests: chosen } });
  });
});
