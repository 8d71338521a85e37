import { describe, expect, it } from 'vitest';
import { onboard, policyPath } from '../../../../src/cli/story/set-up/onboard.ts';
import { parsePolicy } from '../../../../src/policy/parse-policy.ts';

const workflow = '.github/workflows/cadence-pytest.yml';
const script = '.github/cadence-base.py';
const bare = { policy: null, has: () => false, branch: 'trunk' };

function reviewersIn(text: string | undefined): readonly string[] {
  const parsed = parsePolicy(text ?? '');
  return parsed.kind === 'policy' ? parsed.policy.roles.review : [];
}

describe('onboard', () => {
  it('adds policy and workflow to a repository that has neither', () => {
    const { files, label } = onboard(bare, null, 'no model');
    expect(Object.keys(files)).toEqual([policyPath, workflow, script]);
    expect(files[workflow]).toContain('branches: ["trunk"]');
    expect(label).toBe('cadence');
  });

  it('names the reviewers that can run', () => {
    expect(reviewersIn(onboard(bare, null, 'no model').files[policyPath])).toEqual(['rules']);
    expect(reviewersIn(onboard(bare, null, 'model').files[policyPath])).toEqual([
      'rules',
      'efficiency',
      'reasoning',
    ]);
  });

  it('leaves a repository alone that has both', () => {
    const present = { policy: 'trigger: { label: go }\n', has: () => true, branch: 'main' };
    expect(onboard(present, null, 'no model')).toEqual({ files: {}, label: 'go' });
  });

  it('obeys a policy that names another workflow, and one that is wrong', () => {
    const elsewhere = 'tests: { workflow: .github/workflows/ci.yml }\n';
    expect(onboard({ ...bare, policy: elsewhere }, null, 'no model').files).toEqual({});
    const wrong = onboard({ ...bare, policy: 'nonsense: 1\n' }, null, 'no model');
    expect(wrong.label).toBe('cadence');
    expect(Object.keys(wrong.files)).toEqual([workflow, script]);
  });

  it('replaces the policy by the one that is given', () => {
    const given = 'trigger: { label: now }\n';
    const { files, label } = onboard({ ...bare, policy: 'mode: active\n' }, given, 'no model');
    expect(files[policyPath]).toBe(given);
    expect(label).toBe('now');
  });
});
