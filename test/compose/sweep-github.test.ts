import { describe, expect, it } from 'vitest';
import { sweepGithub } from '../../src/compose/sweep-github.ts';
import type { GitHubApp } from '../../src/github/client.ts';
import { repoName } from '../../src/task/names.ts';

const now = 1_800_000_000_000;
const repo = repoName('octo/cat');
/** Larger than a JavaScript number holds. */
const largeId = '90071992547409931';

function sent(guid: string, id: string, result: 'delivered' | 'failed') {
  return {
    guid,
    id,
    result,
    deliveredAt: now,
    event: 'issues',
    action: null,
    attempt: 'first' as const,
  };
}

function app(redelivered: string[], changed: Partial<GitHubApp> = {}): GitHubApp {
  const answers: Partial<GitHubApp> = {
    installations: async () => ({
      kind: 'installations',
      installations: [
        { id: 5, account: 'octo', suspended: false },
        { id: 6, account: 'gone', suspended: true },
      ],
    }),
    repositories: async (installation) => {
      if (installation !== 5) throw new Error('a suspended installation was asked for');
      return { kind: 'repositories', repositories: [repo] };
    },
    openIssuesWithLabel: async () => ({ kind: 'issues', issues: [{ number: 7, updatedAt: now }] }),
    deliveries: async () => ({
      kind: 'deliveries',
      complete: true,
      deliveries: [
        sent('answered-later', '4', 'delivered'),
        sent('lost', largeId, 'failed'),
        sent('answered-later', '2', 'failed'),
        sent('lost', '1', 'failed'),
      ],
    }),
    redeliver: async (id) => {
      redelivered.push(id);
      return { kind: 'asked' };
    },
    ...changed,
  };
  return answers as GitHubApp;
}

describe('what a sweep asks of GitHub', () => {
  it('is the last attempt of each delivery that was never answered, by its whole id', async () => {
    const redelivered: string[] = [];
    const github = sweepGithub(app(redelivered), () => now);
    const failed = await github.failedDeliveries();
    expect(failed).toEqual({ kind: 'deliveries', list: [{ id: largeId, guid: 'lost' }] });
    expect(await github.redeliver(largeId)).toEqual({ kind: 'asked' });
    expect(redelivered).toEqual([largeId]);
  });

  it('are the repositories of installations that are not suspended, and their labelled issues', async () => {
    const github = sweepGithub(app([]), () => now);
    expect(await github.repositories()).toEqual({ kind: 'repositories', list: [{ repo, installation: 5 }] });
    expect(await github.openIssuesWithLabel(repo, 5, 'cadence')).toEqual({ kind: 'issues', numbers: [7] });
  });

  it('keeps the kind of a failure: a limit says when to come again', async () => {
    const limited = { kind: 'limited', until: now + 60_000, message: 'slow down' } as const;
    const github = sweepGithub(
      app([], { deliveries: async () => limited, installations: async () => limited }),
      () => now,
    );
    expect(await github.repositories()).toBe(limited);
    expect(await github.failedDeliveries()).toBe(limited);
  });
});
