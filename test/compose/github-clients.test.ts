import { describe, expect, it } from 'vitest';
import { createGitHubClients } from '../../src/compose/github-clients.ts';
import { readCost } from '../../src/github/transport/meter.ts';
import type { GitHubApp } from '../../src/github/client.ts';
import type { ObserveRequest } from '../../src/task/shapes/mutation.ts';
import { repoName } from '../../src/task/names.ts';

const repo = repoName('octo/cat');
const key = { repo, issue: 7 };

/** A GitHub that answers every look in the name of the App, at the cost of one request. */
function github(asked: (number | null)[]): GitHubApp {
  const app: Pick<GitHubApp, 'repository'> = {
    repository: (_, { installation, meter }) => {
      asked.push(installation);
      const observe = async () => {
        meter.add(readCost);
        return { viewer: 'cadence[bot]' };
      };
      return { observe } as unknown as ReturnType<GitHubApp['repository']>;
    },
  };
  return app as GitHubApp;
}

const look = {} as ObserveRequest;

describe('the desk for GitHub', () => {
  it('knows its own login from the first answer, and takes nobody for itself before', async () => {
    const session = createGitHubClients(github([]), (text) => text);
    expect(await session.viewer()).toBe('');
    await (await session.githubFor(key)).github.observe(look);
    expect(await session.viewer()).toBe('cadence[bot]');
  });

  it('counts what was asked for an issue until it is taken, and not what was asked for another', async () => {
    const session = createGitHubClients(github([]), (text) => text);
    await (await session.githubFor(key)).github.observe(look);
    const { github: again, takeRequests } = await session.githubFor(key);
    await again.observe(look);
    expect((await session.githubFor({ repo, issue: 8 })).takeRequests().total).toBe(0);
    expect(takeRequests().total).toBe(2);
    expect(takeRequests().total).toBe(0);
  });

  it('uses the installation that a delivery told of', async () => {
    const asked: (number | null)[] = [];
    const session = createGitHubClients(github(asked), (text) => text);
    await session.githubFor(key);
    session.remember(repo, 5);
    await session.githubFor(key);
    expect(asked).toEqual([null, 5]);
  });
});
