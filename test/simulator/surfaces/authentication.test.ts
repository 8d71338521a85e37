import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../../src/simulator/create-world.ts';
import { mintToken, setSuspended } from '../../../src/simulator/ops/access/installations.ts';
import { createIssue } from '../../../src/simulator/ops/conversation/issues.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

let now = new Date('2026-03-01T12:00:00Z');
let github: Harness;

beforeAll(async () => {
  github = await startHarness({ now: () => now });
});
afterAll(() => github.close());

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function jwt(
  body: Record<string, unknown>,
  header = { alg: 'RS256', typ: 'JWT' },
  key = github.app.privateKey,
): string {
  const signed = `${part(header)}.${part(body)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

/** Seconds since the epoch, so many from now. */
function seconds(offset: number): number {
  return Math.floor(now.getTime() / 1000) + offset;
}

function claims(change: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: github.app.id, iat: seconds(-30), exp: seconds(570), ...change };
}

async function asApp(token: string): Promise<{ status: number; message: string | undefined }> {
  const response = await github.rest('/app', { token });
  return { status: response.status, message: ((await response.json()) as { message?: string }).message };
}

describe('an app that signs with its key', () => {
  it('is known by its id and by its client id', async () => {
    expect(await asApp(jwt(claims()))).toMatchObject({ status: 200 });
    expect(await asApp(jwt(claims({ iss: `Iv1.${github.app.id}` })))).toMatchObject({ status: 200 });
  });

  it.each([
    [
      'expired',
      () => claims({ exp: seconds(-1) }),
      /\('exp'\) must be a numeric value representing the future/,
    ],
    ['valid for eleven minutes', () => claims({ exp: seconds(660) }), /\('exp'\) is too far in the future/],
    ['issued in the future', () => claims({ iat: seconds(60) }), /\('iat'\) must be an Integer/],
  ])('is refused a token that is %s', async (_what, given, message) => {
    const answer = await asApp(jwt(given()));
    expect(answer.status).toBe(401);
    expect(answer.message).toMatch(message);
  });

  it('is refused when another key signed, or none', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const undecodable = { status: 401, message: 'A JSON web token could not be decoded' };
    expect(await asApp(jwt(claims(), undefined, other))).toEqual(undecodable);
    expect(await asApp(jwt(claims(), { alg: 'none', typ: 'JWT' }))).toEqual(undecodable);
    expect(await asApp('a.b.c')).toMatchObject({ status: 401 });
    expect(await asApp(jwt(claims({ iss: github.world.actionsApp.id })))).toEqual(undecodable);
    expect(await asApp(jwt(claims({ iss: 99 })))).toEqual({ status: 404, message: 'Integration not found' });
  });

  it('cannot use its own token where an installation is needed, nor the other way round', async () => {
    expect((await github.rest('/repos/octo/demo', { token: jwt(claims()) })).status).toBe(401);
    expect(await asApp(github.token())).toMatchObject({
      status: 401,
      message: 'A JSON web token could not be decoded',
    });
  });

  it('finds the installation of a repository, and none where it is not installed', async () => {
    const found = await github.rest('/repos/octo/demo/installation', { token: jwt(claims()) });
    expect(await found.json()).toMatchObject({ id: github.installation.id, app_id: github.app.id });
    expect((await github.rest('/repos/octo/other/installation', { token: jwt(claims()) })).status).toBe(404);
  });
});

describe('an installation token', () => {
  it('is minted over REST with fewer permissions and for an hour', async () => {
    const response = await github.rest(`/app/installations/${github.installation.id}/access_tokens`, {
      method: 'POST',
      token: jwt(claims()),
      body: JSON.stringify({ repositories: ['demo'], permissions: { issues: 'read' } }),
    });
    const minted = (await response.json()) as { token: string; expires_at: string };
    expect(response.status).toBe(201);
    expect(minted).toMatchObject({
      permissions: { issues: 'read', metadata: 'read' },
      repository_selection: 'selected',
      expires_at: '2026-03-01T13:00:00Z',
    });
    const seen = await github.rest('/installation/repositories', { token: minted.token });
    expect(await seen.json()).toMatchObject({ total_count: 1, repositories: [{ full_name: 'octo/demo' }] });
  });

  it('is refused what it has no permission for, by REST and by GraphQL', async () => {
    const token = github.token({ issues: 'read' });
    const response = await github.rest('/repos/octo/demo/issues', {
      method: 'POST',
      token,
      body: '{"title":"x"}',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ message: 'Resource not accessible by integration' });
    const { data, errors } = await github.graphql(
      'query { repository(owner: "octo", name: "demo") { name pullRequest(number: 1) { id } object(expression: "main") { oid } } }',
      {},
      token,
    );
    expect(data).toMatchObject({ repository: { name: 'demo', object: null } });
    expect(errors).toContainEqual(
      expect.objectContaining({
        type: 'FORBIDDEN',
        message: 'Resource not accessible by integration',
        path: ['repository', 'object'],
      }),
    );
  });

  it('is no more after its hour', async () => {
    const { token, expiresAt } = mintToken(github.world, github.app, github.installation.id);
    expect((await github.rest('/repos/octo/demo', { token })).status).toBe(200);
    const before = now;
    now = new Date(expiresAt);
    const response = await github.rest('/repos/octo/demo', { token });
    now = before;
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ message: 'Bad credentials' });
  });

  it('is refused while the installation is suspended', async () => {
    setSuspended(github.world, github.installation, 'suspended', github.people.octo);
    const response = await github.rest('/repos/octo/demo');
    setSuspended(github.world, github.installation, 'active', github.people.octo);
    expect(response.status).toBe(403);
    expect((await github.rest('/repos/octo/demo')).status).toBe(200);
  });
});

describe('who sees what', () => {
  it('hides a private repository from strangers as if it were not there', async () => {
    const { world } = github;
    const stranger = github.userToken(createUser(world, 'stranger', 'User'));
    expect((await github.rest('/repos/octo/demo', { token: stranger })).status).toBe(404);
    const { data, errors } = await github.graphql(
      '{ repository(owner: "octo", name: "demo") { id } }',
      {},
      stranger,
    );
    expect(data).toEqual({ repository: null });
    expect(errors).toMatchObject([
      {
        type: 'NOT_FOUND',
        path: ['repository'],
        message: "Could not resolve to a Repository with the name 'octo/demo'.",
      },
    ]);
    const byId = await github.graphql(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: github.repository.nodeId },
      stranger,
    );
    expect(byId).toMatchObject({ data: { node: null }, errors: [{ type: 'NOT_FOUND' }] });
  });

  it('lets triage label and not push', async () => {
    const { world, repository, people } = github;
    const issue = createIssue(world, { kind: 'user', user: people.octo }, repository, { title: 'One' });
    const token = github.userToken(people.tess);
    const label = await github.rest(`/repos/octo/demo/issues/${issue.number}/labels`, {
      method: 'POST',
      token,
      body: '{"labels":["ready"]}',
    });
    expect(label.status).toBe(200);
    const sha = '1'.repeat(40);
    const ref = await github.rest('/repos/octo/demo/git/refs', {
      method: 'POST',
      token,
      body: JSON.stringify({ ref: 'refs/heads/x', sha }),
    });
    expect(ref.status).toBe(403);
  });

  it.each([
    ['alice', 'write', 'write'],
    ['tess', 'read', 'triage'],
    ['rita', 'read', 'read'],
    ['octo', 'admin', 'admin'],
  ])('shows %s as %s, role %s', async (login, permission, role) => {
    const response = await github.rest(`/repos/octo/demo/collaborators/${login}/permission`);
    expect(await response.json()).toMatchObject({ permission, role_name: role, user: { login } });
  });

  it('refuses callers without credentials, with unknown ones, and of another scheme', async () => {
    expect((await fetch(`${github.url}/api/v3/repos/octo/demo`)).status).toBe(401);
    expect((await github.rest('/repos/octo/demo', { token: 'ghs_nobody' })).status).toBe(401);
    expect((await github.rest('/repos/octo/demo', { headers: { authorization: 'Basic abc' } })).status).toBe(
      401,
    );
  });
});

it('has sent nothing that does not fit the descriptions', () => {
  expect(github.world.mismatches).toEqual([]);
});
