import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/github/observe/observe.ts';
import { look, rawPull, rawRepository, scripted, situationOf, user } from './raw.ts';

const compared = (base: string, head: string) => ({
  name: 'trunk',
  target: { oid: 'base1' },
  compare: { behindBy: 0, baseTarget: { oid: base }, headTarget: { oid: head } },
});

describe('files that the policy names', () => {
  const policy = { oid: 'p1', text: 'tests:\n  workflow: .github/workflows/ci.yml\n', isTruncated: false };
  const details = {
    ruleset: null,
    workflow: { oid: 'w2' },
    headWorkflow: { oid: 'w3' },
    script: { oid: 's2' },
    headScript: { oid: 's3' },
    defaultBranchRef: {
      name: 'trunk',
      compare: { behindBy: 2, baseTarget: { oid: 'base1' }, headTarget: { oid: 'head1' } },
    },
  };

  it('are asked for once, and with the first question from then on', async () => {
    const { deps, sent } = scripted([rawRepository({ policy }), details, rawRepository({ policy })]);
    expect(await observe(deps, look)).toMatchObject({
      workflowBlob: 'w2',
      workflowBlobAtHead: 'w3',
      scriptBlob: 's2',
      scriptBlobAtHead: 's3',
      behindBy: 2,
    });
    expect(sent[1]?.variables).toMatchObject({ headWorkflowAt: 'head1:.github/workflows/ci.yml' });
    await observe(deps, look);
    expect(sent[2]?.variables).toMatchObject({ workflowAt: 'HEAD:.github/workflows/ci.yml' });
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['no policy', null, { kind: 'missing' }],
    [
      'one that cannot be read whole',
      { oid: 'p1', text: 'mode: active', isTruncated: true },
      { kind: 'wrong', hash: 'p1' },
    ],
    ['a binary one', { oid: 'p1', text: null, isTruncated: false }, { kind: 'wrong', hash: 'p1' }],
    [
      'a wrong one, with its place',
      { oid: 'p1', text: 'mode: active\nmood: good\n', isTruncated: false },
      { kind: 'wrong', errors: [expect.stringMatching(/^Line 2, column 1: mood/)] },
    ],
  ])('%s', async (_title, blob, state) => {
    expect(await situationOf({ policy: blob })).toMatchObject({ policy: state });
  });

  it.each([
    ['the usual ruleset may be absent', null, { kind: 'none' }],
    ['is text', { oid: 'r', text: '[]', isTruncated: false }, { kind: 'text', text: '[]' }],
    ['is not left out when it is cut', { oid: 'r', text: '[', isTruncated: true }, { kind: 'missing' }],
  ])('a ruleset: %s', async (_title, ruleset, state) => {
    expect(await situationOf({ ruleset })).toMatchObject({ ruleset: state });
  });

  it('a ruleset of its own name that is absent is missing', async () => {
    const own = { oid: 'p1', text: 'review:\n  ruleset: rules.json\n', isTruncated: false };
    const { deps } = scripted([rawRepository({ policy: own }), { ...details, ruleset: null }]);
    expect(await observe(deps, look)).toMatchObject({ ruleset: { kind: 'missing', path: 'rules.json' } });
  });
});

describe('the distance to the base', () => {
  it.each([
    ['of another base tip', compared('base0', 'head1')],
    ['of another head', compared('base1', 'head0')],
  ])('%s says nothing', async (_title, defaultBranchRef) => {
    expect(await situationOf({ defaultBranchRef })).toMatchObject({
      behindBy: null,
      branch: { behindBy: null },
    });
  });

  it('is not known where the pull request is onto another branch', async () => {
    expect(await situationOf({ pull: rawPull({ baseRefName: 'other' }) })).toMatchObject({ behindBy: null });
  });

  it('is asked for by the head of a pull request that is not on our branch', async () => {
    const theirs = rawPull({ headRefName: 'fix', author: user('alice') });
    const details = {
      ruleset: null,
      workflow: { oid: 'w1' },
      headWorkflow: { oid: 'w1' },
      script: { oid: 's1' },
      headScript: { oid: 's1' },
      defaultBranchRef: compared('base1', 'head1'),
    };
    const { deps, sent } = scripted([
      rawRepository({ pull: theirs, branch: null, headWorkflow: null, headScript: null }),
      details,
    ]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: 0, workflowBlobAtHead: 'w1' });
    expect(sent[1]?.variables).toMatchObject({
      branch: 'fix',
      headWorkflowAt: 'head1:.github/workflows/cadence-pytest.yml',
    });
  });

  it('of a fork stays unknown', async () => {
    const fork = rawPull({ headRefName: 'fix', isCrossRepository: true });
    const details = {
      ruleset: null,
      workflow: null,
      headWorkflow: null,
      script: null,
      headScript: null,
      defaultBranchRef: { name: 'trunk' },
    };
    const { deps } = scripted([rawRepository({ pull: fork, branch: null }), details]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: null, pull: { crossRepository: true } });
  });
});
