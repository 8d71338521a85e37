/** The local GitHub of a story: registered as app.yml says, with one repository, its people and labels. */
import { join } from 'node:path';
import { kindLabels, stateLabels, triggerLabel } from '../../../words/labels.ts';
import { startSimulator, type Simulator } from '../../../simulator/start-simulator.ts';
import { readManifest } from './app-manifest.ts';
import type { Seen } from '../outcome-line.ts';
import { protagonist, type Story } from '../story.ts';

export async function openGithub(dir: string): Promise<Simulator> {
  const { name, default_permissions: permissions, default_events: events } = readManifest();
  return startSimulator({
    dir: join(dir, 'github'),
    app: { slug: 'cadence', name, permissions, events },
    requestLog: join(dir, 'requests.jsonl'),
  });
}

export async function openRepository(
  simulator: Simulator,
  { repo, source, onboarding, label, happening }: Story,
): Promise<void> {
  const { owner, name, branch } = repo;
  const labels = [
    ...new Set([triggerLabel, label, ...[...stateLabels, ...kindLabels].map((one) => one.name)]),
  ];
  const isOnboarded = source.kind === 'git' && Object.keys(onboarding).length > 0;
  await simulator.createRepository({
    owner,
    name,
    defaultBranch: branch,
    collaborators: { [protagonist]: 'write', ...(happening ? { [happening.who]: 'write' as const } : {}) },
    labels,
    // One run of the tests on the base: what fails there already is not blamed on the change.
    filledBy: isOnboarded ? 'site' : 'push',
    ...(source.kind === 'git'
      ? { fromGit: { dir: source.dir, ref: source.ref } }
      : { files: { ...source.files, ...onboarding } }),
  });
  if (isOnboarded)
    await simulator.people(owner).push({ branch, files: { ...onboarding }, message: 'Set up Cadence' });
}

/** What GitHub shows of the issue and its pull request, as a person would read it there. */
export function seenOn(simulator: Simulator, issueNumber: number, pullNumber: number | null): Seen {
  const [repository] = simulator.world.repositories;
  const issue = repository?.conversations.get(issueNumber);
  const pull = pullNumber === null ? undefined : repository?.conversations.get(pullNumber);
  if (!issue) throw new Error('the issue is gone');
  return {
    issue: {
      number: issue.number,
      state: issue.state,
      labels: issue.labels.map(({ name }) => name),
    },
    pull:
      pull?.kind === 'pull'
        ? {
            number: pull.number,
            state: pull.merged ? 'merged' : pull.state,
            headSha: pull.head.oid,
            mergeSha: pull.merged?.oid ?? null,
          }
        : null,
  };
}
