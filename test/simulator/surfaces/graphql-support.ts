import { expect } from 'vitest';
import type { Harness } from './harness.ts';

/** Data of a document that must have no errors. */
export async function query(
  github: Harness,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<Record<string, never>> {
  const { data, errors } = await github.graphql(text, variables);
  expect(errors).toEqual([]);
  return data ?? {};
}

/** Reads a path out of an answer. */
export function pick(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], value);
}

async function mainOid(github: Harness): Promise<string> {
  const data = await query(
    github,
    '{ repository(owner: "octo", name: "demo") { defaultBranchRef { target { oid } } } }',
  );
  return String(pick(data, 'repository', 'defaultBranchRef', 'target', 'oid'));
}

const publish = `mutation ($repo: ID!, $name: String!, $oid: GitObjectID!, $branch: String!, $text: Base64String!) {
  ref: createRef(input: {repositoryId: $repo, name: $name, oid: $oid}) { ref { name } }
  commit: createCommitOnBranch(input: {
    branch: {repositoryNameWithOwner: "octo/demo", branchName: $branch}, expectedHeadOid: $oid,
    message: {headline: "Fix", body: "of the sum"}, fileChanges: {additions: [{path: "src/add.py", contents: $text}]}
  }) { commit { oid message parents(first: 1) { nodes { oid } } } ref { target { oid } } }
  pull: createPullRequest(input: {repositoryId: $repo, baseRefName: "main", headRefName: $branch, title: "Fix", body: "Closes #1"}) {
    pullRequest { id number headRefOid baseRefOid state isDraft }
  }
}`;

/** Publishes a branch with a commit and a pull request, in one document. */
export async function openPull(
  github: Harness,
  branch: string,
  line: string,
): Promise<{ id: string; number: number; head: string; base: string }> {
  const oid = await mainOid(github);
  const text = Buffer.from(`def add(a, b):\n    ${line}\n`).toString('base64');
  const data = await query(github, publish, {
    repo: github.repository.nodeId,
    name: `refs/heads/${branch}`,
    oid,
    branch,
    text,
  });
  const pull = pick(data, 'pull', 'pullRequest') as { id: string; number: number; headRefOid: string };
  expect(pull.headRefOid).toBe(pick(data, 'commit', 'commit', 'oid'));
  return { id: pull.id, number: pull.number, head: pull.headRefOid, base: oid };
}
