import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import type { RequestLine } from '../../../src/simulator/state/traffic.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'request-log-'));
const file = join(dir, 'requests.jsonl');
let github: Harness;

beforeAll(async () => {
  github = await startHarness({ requestLog: file });
  createIssue(github.world, { kind: 'user', user: github.people.octo }, github.repository, { title: 'One' });
});
afterAll(async () => {
  await github.close();
  rmSync(dir, { recursive: true });
});

it('has a line a request, with its kind and its mutations, the same in memory and in the file', async () => {
  const { nodeId } = github.repository.conversations.get(1) ?? { nodeId: '' };
  const app = github.appOctokit();
  await app.rest.repos.get({ owner: 'octo', repo: 'demo' });
  await app.rest.issues.createComment({ owner: 'octo', repo: 'demo', issue_number: 1, body: 'x' });
  const comment = (alias: string): string =>
    `${alias}: addComment(input: {subjectId: "${nodeId}", body: "x"}) { clientMutationId }`;
  await github.graphql(`mutation Two { ${comment('a')} ${comment('b')} }`);
  await github.graphql('query Me { viewer { login } }');
  await github.graphql('{ viewer { login } rateLimit { cost } }');
  await github.rest('/repos/octo/demo/nothing');
  await fetch(`${github.url}/api/v3/repos/octo/demo`);
  const shown = github.world.requests.map(({ method, path, kind, mutations, status }) => [
    method,
    path,
    kind,
    mutations,
    status,
  ]);
  expect(shown).toEqual([
    ['POST', `/app/installations/${github.installation.id}/access_tokens`, 'write', 0, 201],
    ['GET', '/repos/octo/demo', 'read', 0, 200],
    ['POST', '/repos/octo/demo/issues/1/comments', 'content', 0, 201],
    ['POST', 'Two', 'content', 2, 200],
    ['POST', 'Me', 'read', 0, 200],
    ['POST', 'viewer,rateLimit', 'read', 0, 200],
    ['GET', '/repos/octo/demo/nothing', 'read', 0, 404],
    ['GET', '/repos/octo/demo', 'read', 0, 401],
  ]);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as RequestLine)).toEqual(github.world.requests);
  expect(Object.keys(JSON.parse(lines[0] ?? '{}') as object)).toEqual([
    'at',
    'method',
    'path',
    'kind',
    'mutations',
    'status',
    'ms',
  ]);
});
