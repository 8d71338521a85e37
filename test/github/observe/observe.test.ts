import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/github/observe/observe.ts';
import { at, look, rawIssue, rawPull, rawRepository, scripted, situationOf } from './raw.ts';

const unknownRoles = { collaborators: null };
const minute = (count: number): number => Date.parse(at(count));
const error = (path: readonly string[], type = 'NOT_FOUND') => ({ type, path, message: 'no' });

const listed = (hasNextPage: boolean) => ({
  collaborators: { pageInfo: { hasNextPage }, edges: [{ permission: 'TRIAGE', node: { login: 'Alice' } }] },
});

describe('one answer', () => {
  it('is a situation', async () => {
    const seen = await situationOf();
    expect(seen).toMatchObject({
      at: 42,
      viewer: 'cadence[bot]',
      repo: { id: 'R_1', defaultBranch: 'trunk', baseSha: 'base1', allows: { squash: true, merge: false } },
      policy: { kind: 'policy', hash: 'p1' },
      ruleset: { kind: 'none' },
      workflowBlob: 'w1',
      workflowBlobAtHead: 'w1',
      scriptBlob: 's1',
      scriptBlobAtHead: 's1',
      behindBy: 0,
      issue: { open: true, labelled: { by: { login: 'alice', kind: 'person' }, at: minute(5) } },
      roles: { alice: 'write' },
      branch: { headSha: 'head1', message: 'one', behindBy: 0 },
      pull: { number: 2, state: 'open', mergeable: 'yes', author: { login: 'cadence[bot]', kind: 'bot' } },
    });
  });

  it('asks for the blobs of paths whose names are variables, never text', async () => {
    const path = 'tests/"){x}.py';
    const { deps, sent } = scripted([rawRepository({ blob0: { oid: 'b0' }, blob1: null })]);
    const seen = await observe(deps, { ...look, blobs: [path, 'no.py'] });
    expect(seen).toMatchObject({ blobs: { [path]: 'b0', 'no.py': null } });
    expect(sent[0]?.text).not.toContain(path);
    expect(sent[0]?.variables['blob0']).toBe(`cadence/1-add:${path}`);
  });

  it('without a branch asks for none', async () => {
    const { deps, sent } = scripted([
      rawRepository({ pull: undefined, branch: undefined, headWorkflow: undefined, headScript: undefined }),
    ]);
    expect(await observe(deps, { ...look, branch: null, pull: null })).toMatchObject({
      branch: null,
      pull: null,
      behindBy: null,
      workflowBlobAtHead: null,
      scriptBlobAtHead: null,
    });
    expect(sent[0]?.text).not.toMatch(/compare|pullRequest\(|fragment Pull/);
  });
});

describe('what is missing', () => {
  it.each([
    ['no repository', { errors: [error(['repository'])], repository: null }, 'gone'],
    ['no issue, and no word why', rawRepository({ issue: null }), 'unknown'],
    [
      'something of the issue',
      { errors: [error(['repository', 'issue', 'comments'])], repository: rawRepository({ issue: null }) },
      'unknown',
    ],
    [
      'no pull request',
      { errors: [error(['repository', 'pull'])], repository: rawRepository({ pull: null }) },
      'unknown',
    ],
    [
      'a part that may not be read',
      { errors: [error(['repository', 'policy'], 'FORBIDDEN')], repository: rawRepository({ policy: null }) },
      'refused',
    ],
    ['a field that is not as it should be', rawRepository({ isArchived: 'perhaps' }), 'unknown'],
    ['no commits', rawRepository({ defaultBranchRef: null }), 'refused'],
    [
      'a head that GitHub has not caught up with',
      rawRepository({ pull: rawPull({}, { oid: 'older' }) }),
      'unknown',
    ],
    ['an outage', { kind: 'unknown', message: 'oh' } as const, 'unknown'],
  ])('makes no half situation: %s', async (_title, answer, kind) => {
    const { deps } = scripted([answer]);
    expect(await observe(deps, look)).toMatchObject({ kind });
  });

  it.each([
    [
      'that is not found',
      { errors: [error(['repository', 'issue'])], repository: rawRepository({ issue: null }) },
    ],
    [
      'that was moved and still answers',
      rawRepository({ issue: rawIssue({ repository: { id: 'R_2' }, title: 'theirs' }) }),
    ],
  ])(
    'an issue %s is missing since the first of the looks that followed each other',
    async (_title, answer) => {
      const { deps } = scripted([answer, answer, rawRepository(), answer]);
      const seen = async (now: number) => {
        const one = await observe({ ...deps, now: () => now }, look);
        return 'kind' in one ? one.kind : [one.issue.missingSince, one.issue.title, one.issue.open];
      };
      expect(await seen(10)).toEqual([10, '', false]);
      expect(await seen(20)).toEqual([10, '', false]);
      expect(await seen(30)).toEqual([null, 'add is wrong', true]);
      expect(await seen(40)).toEqual([40, '', false]);
    },
  );

  it('leaves roles to be asked for one by one when the list is not shown', async () => {
    const answer = {
      errors: [error(['repository', 'collaborators'], 'FORBIDDEN')],
      repository: rawRepository(unknownRoles),
    };
    const { deps, people } = scripted([answer], { alice: 'admin', bob: 'triage' });
    const seen = await observe(deps, { ...look, people: ['Bob'] });
    expect(seen).toMatchObject({ roles: { alice: 'admin', bob: 'triage' } });
    expect(people.toSorted()).toEqual(['alice', 'bob']);
  });

  it('leaves the distance to the base unknown when GitHub cannot compare', async () => {
    const base = { name: 'trunk', target: { oid: 'base1' }, compare: null };
    const { deps } = scripted([
      {
        errors: [error(['repository', 'defaultBranchRef', 'compare'])],
        repository: rawRepository({ defaultBranchRef: base }),
      },
    ]);
    expect(await observe(deps, look)).toMatchObject({ behindBy: null, pull: { headSha: 'head1' } });
  });
});

describe('roles', () => {
  it('come from the list where it is whole, and nobody else has any in a private repository', async () => {
    const { deps, people } = scripted([rawRepository(listed(false))]);
    const seen = await observe(deps, { ...look, people: ['bob'] });
    expect(seen).toHaveProperty('roles', { alice: 'triage' });
    expect(people).toEqual([]);
  });

  it('are read for everybody in a public one', async () => {
    const { deps } = scripted([rawRepository({ ...listed(false), isPrivate: false })]);
    expect(await observe(deps, { ...look, people: ['bob'] })).toHaveProperty('roles', {
      alice: 'triage',
      bob: 'read',
    });
  });

  it('are asked for where the list was cut', async () => {
    const { deps, people } = scripted([rawRepository(listed(true))], { bob: 'write' });
    expect(await observe(deps, { ...look, people: ['bob', 'alice'] })).toHaveProperty('roles', {
      alice: 'triage',
      bob: 'write',
    });
    expect(people).toEqual(['bob']);
  });

  it('that cannot be learnt make no situation', async () => {
    const { deps } = scripted([rawRepository(listed(true))], { bob: { kind: 'unknown', message: 'oh' } });
    expect(await observe(deps, { ...look, people: ['bob'] })).toMatchObject({ kind: 'unknown' });
  });
});
