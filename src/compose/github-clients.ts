import type { GitHub } from '../acts/act.ts';
import type { EngineDeps } from '../engine/engine-port.ts';
import type { GitHubApp } from '../github/client.ts';
import { guardGithub } from './guard-github.ts';
import { createMeter, type Meter } from '../github/transport/meter.ts';

export type GitHubClients = {
  readonly githubFor: EngineDeps['githubFor'];
  readonly app: GitHubApp;
  /** Which installation a repository belongs to, as a delivery told: saves a request. */
  remember(repo: string, installation: number): void;
  /** Our own login, once GitHub has told it in any answer; nobody's before that, so that nothing passes for an echo. */
  viewer(): Promise<string>;
};

/** One client a repository, which knows its installation and counts its requests. */
export function createGitHubClients(app: GitHubApp, redact: (text: string) => string): GitHubClients {
  const installations = new Map<string, number>();
  const meters = new Map<string, Meter>();
  let viewer = '';

  return {
    app,
    async githubFor({ repo, issue }) {
      // A meter an issue: two tasks of one repository at a time must not count each other's requests.
      const key = `${repo}#${issue}`;
      const meter = meters.get(key) ?? createMeter();
      meters.set(key, meter);
      const client = app.repository(repo, { installation: installations.get(repo) ?? null, meter });
      const observe: GitHub['observe'] = async (look) => {
        const seen = await client.observe(look);
        if (!('kind' in seen)) viewer = seen.viewer;
        return seen;
      };
      return { github: guardGithub({ ...client, observe }, redact), takeRequests: () => meter.take() };
    },
    remember: (repo, installation) => void installations.set(repo, installation),
    viewer: async () => viewer,
  };
}
