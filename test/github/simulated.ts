/** A local GitHub with one repository, and our client of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGitHub, type GitHubApp } from '../../src/github/client.ts';
import { createMeter, type Meter } from '../../src/github/transport/meter.ts';
import type { RepositoryClient } from '../../src/github/repository-client.ts';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.ts';
import type { ObserveRequest } from '../../src/task/shapes/mutation.ts';
import { repoName } from '../../src/task/names.ts';

export const repo = repoName('octo/demo');
export const look: ObserveRequest = {
  repo,
  issue: 1,
  branch: null,
  pull: null,
  closes: 'skip',
  openedSince: null,
  blobs: [],
  people: [],
};

export type Simulated = {
  readonly simulator: Simulator;
  readonly github: GitHubApp;
  readonly client: RepositoryClient;
  readonly meter: Meter;
  /** Fails where a request of ours, or an answer, did not fit GitHub's own description. */
  stop(): Promise<void>;
};

const files = {
  '.github/cadence.yml': 'tests:\n  job: pytest\n',
  '.github/workflows/cadence-pytest.yml': 'on: workflow_dispatch\njobs: {}\n',
  'add.py': 'def add(x, y):\n    return x - 1 + y\n',
};

export async function simulated(
  given: { files?: Record<string, string>; isPrivate?: boolean } = {},
): Promise<Simulated> {
  const dir = await mkdtemp(path.join(tmpdir(), 'cadence-github-'));
  const simulator = await startSimulator({
    dir,
    app: {
      slug: 'cadence',
      permissions: {
        contents: 'write',
        pull_requests: 'write',
        issues: 'write',
        checks: 'write',
        actions: 'read',
        metadata: 'read',
      },
      events: [],
    },
  });
  await simulator.createRepository({
    owner: 'octo',
    name: 'demo',
    files: { ...files, ...given.files },
    collaborators: { alice: 'write', tom: 'triage' },
    labels: ['cadence'],
    isPrivate: given.isPrivate ?? false,
  });
  simulator.install('octo', ['octo/demo']);
  const github = createGitHub({
    appId: simulator.app.id,
    privateKey: simulator.app.privateKey,
    apiUrl: `${simulator.url}/api/v3`,
    graphqlUrl: `${simulator.url}/api/graphql`,
    userAgent: 'cadence-test',
    now: Date.now,
    log: () => undefined,
    pause: async () => undefined,
  });
  const meter = createMeter();
  return {
    simulator,
    github,
    meter,
    client: github.repository(repo, { installation: null, meter }),
    stop: async () => {
      await simulator.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
      const [first] = simulator.world.mismatches;
      if (first) throw new Error(`${first.where}: ${first.detail}`);
    },
  };
}
