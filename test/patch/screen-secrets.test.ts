import { describe, expect, it } from 'vitest';
import { screenSecrets, secretIn } from '../../src/patch/screen-secrets.ts';

// Put together here, so that no scanner takes the suite itself for a leak.
const random = 'q7Zk2Lw9XcV4bN8mT1sD6fG3hJ5pR0yU';
const joined = (...parts: string[]): string => parts.join('');

describe('screening for secrets', () => {
  it.each([
    ['a private key', joined('-----BEGIN RSA ', 'PRIVATE KEY-----')],
    ['a private key', joined('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a private key', joined('key = "-----BEGIN OPENSSH ', 'PRIVATE KEY-----\\nabc"')],
    ['a private key', joined('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----')],
    ['an AWS access key', joined('id = "AKIA', 'IOSFODNN7EXAMPLE"')],
    ['an AWS access key', joined('ASIA', 'Y34FZKBOKMUTVV7A')],
    ['an AWS secret key', joined('aws_secret_access_key = "', 'wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzzzzKEY"')],
    ['a GitHub token', joined('ghp_', random, 'abcd')],
    ['a GitHub token', joined('ghs_', random, 'abcd')],
    ['a GitHub token', joined('github_pat_', random, random)],
    ['a GitLab token', joined('glpat-', random.slice(0, 20))],
    ['a Slack token', joined('xoxb-', '123456789012-abcdefghijkl')],
    ['a Slack webhook', joined('https://hooks.slack.com/', 'services/T0000/B0000/', random)],
    ['an API key of a model provider', joined('sk-', random)],
    ['an API key of a model provider', joined('sk-proj-', random)],
    ['a Google API key', joined('AIza', random, 'abc')],
    ['a Stripe key', joined('sk_live_', random)],
    ['a package registry token', joined('npm_', random, 'abcd')],
    ['a signed token', joined('eyJ', 'hbGciOiJIUzI1NiJ9.eyJ', 'zdWIiOiIxMjM0In0.abcdefghijkl')],
    ['a Cadence signing key', joined('PRIVATE+KEY+', 'cadence+1234abcd+', random)],
    ['a password in an address', joined('postgres://app:', 'hunter2hunter', '@db.internal/x')],
    ['a secret value', `API_KEY = "${random}"`],
    ['a secret value', `"client_secret": "${random}",`],
    ['a secret value', `export AUTH_TOKEN=${random}`],
    ['a secret value', `password: str = '${random}'`],
    ['a secret value', `connect(api_key="${random}")`],
  ])('finds %s in %s', (what, text) => {
    expect(secretIn(text)).toBe(what);
    const [finding] = screenSecrets('a.py', [{ line: 7, text }]);
    expect(finding).toMatchObject({ gate: 'secrets', reason: 'secret', path: 'a.py', line: 7 });
    // What was found must not leak through what we say of it.
    expect(finding?.message).toBe(
      `Line 7 adds what looks like ${what}; take it out, and revoke it if it was real.`,
    );
  });

  it.each([
    'token = os.environ["GITHUB_TOKEN"]',
    'password = "changeme-please-now"',
    'api_key = "your-api-key-goes-here-1"',
    'token = get_token(user_id_123456789)',
    'secret_name = "production/database/main"',
    'def reset_password(user, token): ...',
    'tokens = tokenize(source_text_of_module)',
    '"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
    'postgres://user:password@localhost/db',
    'https://example.org/a:b@c',
    'risk-management-of-all-the-things',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    '-----BEGIN PUBLIC KEY-----',
    'password = "aaaaaaaaaaaaaaaaaaaa1"',
    'TOKEN = "${{ secrets.GITHUB_TOKEN }}"',
  ])('lets %s through', (text) => {
    expect(secretIn(text)).toBeNull();
  });

  it.each([
    ['.env', 1],
    ['deploy/.env.production', 1],
    ['id_rsa', 1],
    ['.pypirc', 1],
    ['cert.p12', 1],
    ['.env.example', 0],
    ['src/env.py', 0],
    ['id_rsa.pub', 0],
  ])('minds the name %s', (path, count) => {
    const findings = screenSecrets(path, [{ line: 1, text: 'x' }]);
    expect(findings.map(({ reason }) => reason)).toEqual(count === 1 ? ['secret-file'] : []);
  });

  it('is quick on a line made to be slow', () => {
    const lines = [
      'token'.repeat(4_000),
      `a://${'b'.repeat(20_000)}`,
      `aws${'secret '.repeat(3_000)}`,
      `password${'='.repeat(20_000)}`,
      `sk-${'a-'.repeat(9_000)}`,
    ];
    for (const text of lines) secretIn(text);
    expect(screenSecrets('a', [{ line: 1, text: `${'x'.repeat(30_000)} ghp_${random}abcd` }])).toEqual([]);
  });
});
