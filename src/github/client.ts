/**
 * The only adapter to GitHub. Octokit without the plugins that throttle or retry: those repeat mutations, and a
 * repeated mutation is a second comment.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { Failure } from '../task/shapes/mutation.ts';
import type { RepoName } from '../task/names.ts';
import * as calls from './rest/app-calls.ts';
import { readDeliveries, type DeliveriesReply } from './rest/deliveries.ts';
import { redact } from './transport/errors.ts';
import { createMemory } from './observe/memory.ts';
import { createMeter, type Meter } from './transport/meter.ts';
import { createRepositoryClient, type RepositoryClient } from './repository-client.ts';
import { createTokens } from './transport/installation-tokens.ts';
import { createTransport } from './transport/transport.ts';

export type GitHubOptions = {
  readonly appId: number | string;
  /** PEM. */
  readonly privateKey: string;
  /** REST base, e.g. `https://api.github.com`. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly userAgent: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Warnings, free of credentials. */
  readonly log: (message: string) => void;
  /** Told each token as it is minted, so that it can be kept out of every text. */
  readonly minted?: (token: string) => void;
  /** How reads wait before they are repeated. */
  readonly pause?: (ms: number) => Promise<void>;
};

export type GitHubApp = {
  /** `installation`: null where the caller does not know it; it is asked for once. The meter counts all that is asked. */
  repository(repo: RepoName, context: { installation: number | null; meter: Meter }): RepositoryClient;
  app(): Promise<calls.AppReply | Failure>;
  installations(): Promise<calls.InstallationsReply | Failure>;
  repositories(installation: number): Promise<calls.RepositoriesReply | Failure>;
  /** Open issues that carry the label. */
  openIssuesWithLabel(
    repo: RepoName,
    installation: number | null,
    label: string,
  ): Promise<calls.IssuesReply | Failure>;
  /** What GitHub sent since then (epoch ms), newest first. */
  deliveries(since: number): Promise<DeliveriesReply | Failure>;
  redeliver(id: string): Promise<{ readonly kind: 'asked' } | Failure>;
};

export function createGitHub(options: GitHubOptions): GitHubApp {
  const { now, graphqlUrl } = options;
  const { request } = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: options.userAgent,
    log: quiet(options.log),
  });
  const auth = createAppAuth({ appId: options.appId, privateKey: options.privateKey, request });
  const jwt = async (): Promise<string> => (await auth({ type: 'app' })).token;
  const pause = options.pause ?? ((ms: number): Promise<void> => sleep(ms));
  const transport = createTransport({ request, now, pause });
  const tokens = createTokens({ transport, jwt, now, minted: options.minted ?? nothing });
  const memory = createMemory();
  // What is asked for no task: nobody takes these counts.
  const meter = createMeter();
  const deps = { transport, app: tokens.app, meter };
  return {
    repository: (repo, context) => {
      const access = tokens.repository(repo, context.installation, context.meter);
      return createRepositoryClient({
        transport,
        access,
        meter: context.meter,
        repo,
        graphqlUrl,
        memory,
        now,
      });
    },
    app: () => calls.readApp(deps),
    installations: () => calls.readInstallations(deps),
    repositories: (installation) => calls.readRepositories(deps, tokens.installation(installation, meter)),
    openIssuesWithLabel: (repo, installation, label) =>
      calls.readLabelledIssues(deps, tokens.repository(repo, installation, meter), repo, label),
    deliveries: (since) => readDeliveries(deps, since),
    redeliver: (id) => calls.redeliver(deps, id),
  };
}

function nothing(): void {}

/** Octokit tells each request; only what it warns of is passed on. */
function quiet(log: (message: string) => void) {
  const tell = (message: string): void => log(redact(message));
  return { debug: nothing, info: nothing, warn: tell, error: nothing };
}
