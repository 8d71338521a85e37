/** The client against answers made up one by one: for what a well-behaved server does not do. */
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { createGitHub, type GitHubApp } from '../../src/github/client.ts';
import { createMeter, type Meter } from '../../src/github/transport/meter.ts';
import type { RepositoryClient } from '../../src/github/repository-client.ts';
import { repoName } from '../../src/task/names.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const host = 'https://api.github.test';
export const repo = repoName('octo/demo');

export type OverNock = {
  readonly github: GitHubApp;
  readonly client: RepositoryClient;
  readonly meter: Meter;
  readonly pauses: number[];
  clock: number;
};

export function overNock(): OverNock {
  nock.disableNetConnect();
  const pauses: number[] = [];
  const meter = createMeter();
  const made = { clock: Date.parse('2030-01-01T00:00:00Z') };
  const github = createGitHub({
    appId: 1,
    privateKey,
    apiUrl: host,
    graphqlUrl: `${host}/graphql`,
    userAgent: 'cadence-test',
    now: () => made.clock,
    log: () => undefined,
    pause: async (ms) => void pauses.push(ms),
  });
  return Object.assign(made, {
    github,
    client: github.repository(repo, { installation: 7, meter }),
    meter,
    pauses,
  });
}

/** Hands out tokens `ghs_<name>`, each once, that live an hour from `clock`. */
export function mints(clock: number, ...names: readonly string[]): void {
  for (const name of names) {
    const body = { token: `ghs_${name}`, expires_at: new Date(clock + 3_600_000).toISOString() };
    nock(host).post('/app/installations/7/access_tokens').reply(201, body);
  }
}
