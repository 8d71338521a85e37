import { describe, expect, it } from 'vitest';
import { screenSecrets } from '../../../src/patch/screen/secrets.ts';
import { secretIn } from '../../../src/patch/screen/secret-in.ts';

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
    ['a Telegram token', joined('k = "123456789', ':AA', random, '"')],
    ['a Discord token', joined('MTA5ODc2NTQzMjEwOTg3NjU0', '.GhIjKl.', random)],
    ['a Twilio key', joined('k="SK', '0123456789abcdef'.repeat(2), '"')],
    ['a DigitalOcean token', joined('dop_v1_', '0123456789abcdef'.repeat(4))],
    ['an Azure account key', joined('AccountKey=', random.repeat(3).slice(0, 86), '==')],
    ['a Cadence signing key', joined('PRIVATE+KEY+', 'cadence+1234abcd+', random)],
    ['a password in an address', joined('postgres://app:', 'hunter2hunter', '@db.internal/x')],
    ['a secret value', `API_KEY = "${random}"`],
    ['a secret value', `"client_secret": "${random}",`],
    ['a secret value', `export AUTH_TOKEN=${random}`],
    ['a secret value', `password: str = '${random}'`],
    ['a secret value', `connect(api_key="${random}")`],
    ['a random key', `x = "${random}"`],
    ['a random key', `headers = {"X-Thing": '${random}${random.slice(3, 20)}='}`],
    ['a random key', `call("${random.slice(0, 28)}")`],
  ])('finds %s in %s', async (what, text) => {
    expect(secretIn(text)).toBe(what);
    const [finding] = await screenSecrets('a.py', [{ line: 7, text }]);
    expect(finding).toMatchObject({ gate: 'secrets', reason: 'secret', path: 'a.py', line: 7 });
    // What was found must not leak through what we say of it.
    expect(finding?.message).toBe(
      `Line 7 adds what looks like ${what}. Remove it, and revoke it if it was real.`,
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
    'alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"',
    'name = "test_that_the_very_long_name_of_a_function_is_kept_2"',
    'name = "TheQuickBrownFoxJumpsOverTheLazyDog2Times"',
    'path = "src/package/module/Version2/handlers/ReadRequest3"',
    'uuid = "123E4567-e89b-12d3-a456-426614174000"',
    'color = "#00ff00AABBCC00112233445566"',
    'md5 = "9e107d9d372bb6826bd81d3542a419d6"',
    `integrity = "sha512-${random}${random}"`,
    `EXPECTED_HASH = "${random}${random}"`,
    'assert sha256(b"x") == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"',
    'date = "2026-11-25T21:10:54.123456Z+0000"',
    'key = "user-profile-settings-notification-preferences-2"',
    'token_url = "https://auth.internal/oauth2/v2.0/authorize"',
    'password = getpass.getpass("Password for the database: ")',
    'PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]',
    'api_key: str | None = None',
    'mysql://root:example@localhost/test',
    'proxy = "http://user:pass@proxy.internal:8080/"',
  ])('lets %s through', async (text) => {
    expect(await screenSecrets('a.py', [{ line: 1, text }])).toEqual([]);
  });

  it.each([
    ['openai', joined('sk-ant-', 'api03-', random, random, random.slice(0, 29), 'AA')],
    ['sendgrid', joined('SG.', random.slice(0, 22), '.', random, random.slice(0, 11))],
    ['shopify', joined('shpat_', '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d')],
    ['huggingface', joined('hf_', 'abcdefghijklmnopqrstuvwxyzABCDEFGH')],
    ['linear', joined('lin_api_', random, 'abcd1234')],
    ['grafana', joined('glsa_', random, '_1a2b3c4d')],
    ['docker', joined('dckr_pat_', random.slice(0, 27))],
    ['mongodb', joined('mongodb://app:', 'k9s8d7f6g5', '@db.internal:27017/x')],
    ['database', joined('mysql://app:', 'k9s8d7f6g5', '@db.internal/x')],
  ])('finds what the scanner knows: %s', async (_what, text) => {
    const findings = await screenSecrets('src/settings.py', [
      { line: 3, text: 'x = 1' },
      { line: 9, text: `value(${text})` },
    ]);
    expect(findings).toMatchObject([{ gate: 'secrets', reason: 'secret', line: 9 }]);
    expect(findings[0]?.message).not.toContain(text.slice(0, 12));
  });

  it('does not hear a comment that switches the scanner off', async () => {
    const texts = [
      '# secretlint-disable',
      `x = "${joined('SG.', random.slice(0, 22), '.', random, random.slice(0, 11))}"`,
    ];
    const findings = await screenSecrets(
      'a.py',
      texts.map((text, index) => ({ line: index + 1, text })),
    );
    expect(findings.map(({ line }) => line)).toEqual([2]);
  });

  it('expects hashes in a lock file, but no tokens', async () => {
    const lines = [`hash = "${random}${random}"`, `x = "${random}"`, joined('ghp_', random, 'abcd')];
    const findings = await screenSecrets(
      'poetry.lock',
      lines.map((text, index) => ({ line: index + 1, text })),
    );
    expect(findings.map(({ line }) => line)).toEqual([3]);
  });

  it('finds a secret at the end of a line that is no source', async () => {
    const text = `${'x '.repeat(30_000)}${joined('ghp_', random, 'abcd')}`;
    expect(await screenSecrets('a', [{ line: 1, text }])).toHaveLength(1);
  });

  it('leaves nothing behind in the process, however often it is asked', async () => {
    const before = performance.getEntries().length;
    for (let times = 0; times < 20; times += 1) await screenSecrets('a.py', [{ line: 1, text: 'x = 1' }]);
    expect(performance.getEntries()).toHaveLength(before);
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
  ])('minds the name %s', async (path, count) => {
    const findings = await screenSecrets(path, [{ line: 1, text: 'x' }]);
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
    expect(lines.map((text) => secretIn(text))).toEqual([
      null,
      null,
      null,
      null,
      'an API key of a model provider',
    ]);
  });
});
