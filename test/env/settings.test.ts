import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  defaultDurations,
  durationVariable,
  readDataDir,
  readEnv,
  type Env,
} from '../../src/env/settings.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const secret = '5f1c9b0a7de24c83b6aa';
const good: Env = { APP_ID: '42', PRIVATE_KEY: pem, WEBHOOK_SECRET: secret };

function settingsOf(env: Env) {
  const read = readEnv(env);
  if (read.kind !== 'app') throw new Error(`not settings: ${JSON.stringify(read)}`);
  return read.settings;
}

function problemsOf(env: Env): readonly string[] {
  const read = readEnv(env);
  return read.kind === 'wrong' ? read.problems : [];
}

describe('the environment', () => {
  it('asks for the set-up page where no credential is set, and takes an empty one for none', () => {
    expect(readEnv({}).kind).toBe('set-up');
    expect(readEnv({ APP_ID: '', PRIVATE_KEY: ' ', WEBHOOK_SECRET: '', PORT: '0' })).toMatchObject({
      kind: 'set-up',
      port: 0,
    });
  });

  it('has a default for all but the credentials', () => {
    const settings = settingsOf(good);
    expect(settings).toMatchObject({
      credentials: { appId: 42, webhookSecret: secret },
      github: { apiUrl: 'https://api.github.com', graphqlUrl: 'https://api.github.com/graphql' },
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      signingKey: null,
      model: null,
      sweepMs: 900_000,
    });
    expect(settings.durations).toEqual(defaultDurations);
    expect(settings.credentials.privateKey).toContain('BEGIN PRIVATE KEY');
  });

  it.each<[name: string, env: Env, part: object]>([
    ['a port of 0', { PORT: '0' }, { port: 0 }],
    ['a host', { HOST: '::1' }, { host: '::1' }],
    ['a log level', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [
      'GitHub Enterprise Server',
      { GHE_HOST: 'git.example.org' },
      {
        github: {
          apiUrl: 'https://git.example.org/api/v3',
          graphqlUrl: 'https://git.example.org/api/graphql',
        },
      },
    ],
    [
      'http on this machine',
      { GHE_HOST: '127.0.0.1:8080', GHE_PROTOCOL: 'http' },
      { github: { apiUrl: 'http://127.0.0.1:8080/api/v3', graphqlUrl: 'http://127.0.0.1:8080/api/graphql' } },
    ],
    [
      'a key of a model',
      { OPENAI_API_KEY: 'k' },
      { model: { baseUrl: 'https://api.openai.com/v1', key: 'k' } },
    ],
    [
      'a model without a key',
      { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
      { model: { baseUrl: 'http://127.0.0.1:9/v1', key: null } },
    ],
    ['no sweeps', { CADENCE_SWEEP_MS: '0' }, { sweepMs: null }],
    ['a duration', { CADENCE_CLOSE_LOOK_MS: '5' }, { durations: { closeLookMs: 5 } }],
  ])('takes %s', (_, env, part) => {
    expect(settingsOf({ ...good, ...env })).toMatchObject(part);
  });

  it.each<[name: string, env: Env, problem: RegExp]>([
    ['a missing key', { APP_ID: '42', WEBHOOK_SECRET: secret }, /^PRIVATE_KEY is not set/],
    ['a missing secret', { APP_ID: '42', PRIVATE_KEY: pem }, /^WEBHOOK_SECRET is not set/],
    ['a missing id', { PRIVATE_KEY: pem, WEBHOOK_SECRET: secret }, /^APP_ID is not set/],
    ['an id that is no number', { ...good, APP_ID: 'Iv1.8a61f9b3a7aba766' }, /^APP_ID must be the number/],
    ['a key that is none', { ...good, PRIVATE_KEY: 'zzz' }, /^PRIVATE_KEY is not the RSA/],
    ['a short secret', { ...good, WEBHOOK_SECRET: secret.slice(1) }, /^WEBHOOK_SECRET has fewer/],
    ["Probot's own secret", { ...good, WEBHOOK_SECRET: 'development' }, /^WEBHOOK_SECRET/],
    ['PostgreSQL', { ...good, DATABASE_URL: 'postgres://u:hunter2@h/d' }, /^DATABASE_URL .*not built yet/],
    [
      'http over a network',
      { ...good, GHE_HOST: 'git.example.org', GHE_PROTOCOL: 'http' },
      /^GHE_PROTOCOL http/,
    ],
    ['a host with a path', { ...good, GHE_HOST: 'git.example.org/api' }, /^GHE_HOST must be/],
    ['another protocol', { ...good, GHE_PROTOCOL: 'ftp' }, /^GHE_PROTOCOL must be/],
    ['a port beyond all ports', { ...good, PORT: '65536' }, /^PORT must be/],
    ['an unknown log level', { ...good, LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be/],
    ['a duration of 0', { ...good, CADENCE_LEASE_MS: '0' }, /^CADENCE_LEASE_MS must be/],
    ['a duration in words', { ...good, CADENCE_IDLE_MS: '1h' }, /^CADENCE_IDLE_MS must be/],
    ['an address that is none', { ...good, OPENAI_BASE_URL: 'localhost' }, /^OPENAI_BASE_URL must be/],
  ])('refuses %s in one sentence', (_, env, problem) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('never repeats a value that may be secret', () => {
    const values = { PRIVATE_KEY: 'zq-private', WEBHOOK_SECRET: 'zq-secret', DATABASE_URL: 'zq-url' };
    const problems = problemsOf({ APP_ID: 'zq-id', ...values });
    expect(problems).toHaveLength(4);
    expect(problems.join(' ')).not.toContain('zq-');
  });

  it('warns of names of ours that it does not know, and says what was probably meant', () => {
    expect(readEnv({ CADENCE_DATADIR: 'x', CADENCE_ZZZZZZZZ: 'y', HOME: 'z' }).warnings).toEqual([
      'CADENCE_DATADIR is not known: did you mean CADENCE_DATA_DIR?',
      'CADENCE_ZZZZZZZZ is not known and does nothing.',
    ]);
    const all = Object.fromEntries(
      Object.keys(defaultDurations).map((name) => [durationVariable(name), '9']),
    );
    expect(readEnv(all).warnings).toEqual([]);
  });

  it('counts a relative data directory from where the command was typed', () => {
    expect(readDataDir({ INIT_CWD: '/typed', CADENCE_DATA_DIR: 'here' })).toBe('/typed/here');
    expect(readDataDir({ INIT_CWD: '/typed', CADENCE_DATA_DIR: '/there' })).toBe('/there');
    expect(readDataDir({ INIT_CWD: '/typed' })).toBe(join(import.meta.dirname, '../../.cadence'));
  });
});
