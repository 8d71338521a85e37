import type { SweepDeps } from '../engine/sweep.ts';
import type { GitHubApp } from '../github/client.ts';
import type { RepoName } from '../task/names.ts';

/** GitHub keeps deliveries for three days; older ones cannot be asked for again. */
const keptByGithubMs = 3 * 24 * 3_600_000;

/** What a sweep asks of GitHub, as the App. */
export function sweepGithub(app: GitHubApp, now: () => number): SweepDeps['github'] {
  return {
    async repositories() {
      const installed = await app.installations();
      if (installed.kind !== 'installations') return installed;
      const list: { repo: RepoName; installation: number }[] = [];
      for (const { id, suspended } of installed.installations) {
        if (suspended) continue;
        const found = await app.repositories(id);
        if (found.kind !== 'repositories') return found;
        for (const repo of found.repositories) list.push({ repo, installation: id });
      }
      return { kind: 'repositories', list };
    },
    async openIssuesWithLabel(repo, installation, label) {
      const found = await app.openIssuesWithLabel(repo, installation, label);
      return found.kind === 'issues'
        ? { kind: 'issues', numbers: found.issues.map(({ number }) => number) }
        : found;
    },
    async failedDeliveries() {
      const sent = await app.deliveries(now() - keptByGithubMs);
      if (sent.kind !== 'deliveries') return sent;
      const latest = new Map<string, (typeof sent.deliveries)[number]>();
      const answered = new Set<string>();
      for (const delivery of sent.deliveries) {
        // Newest first: only the last attempt of a delivery can be asked for again.
        if (!latest.has(delivery.guid)) latest.set(delivery.guid, delivery);
        if (delivery.result === 'delivered') answered.add(delivery.guid);
      }
      const failed = [...latest.values()].filter(({ guid }) => !answered.has(guid));
      return { kind: 'deliveries', list: failed.map(({ id, guid }) => ({ id, guid })) };
    },
    redeliver: (id) => app.redeliver(id),
  };
}
