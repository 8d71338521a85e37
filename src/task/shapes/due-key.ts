/** What a due row names: a delivery to read, an issue to advance, a repository to look through, or the sweep of them all. */
import type { RepoName } from '../names.ts';

export type DueKey =
  | { readonly kind: 'inbox'; readonly delivery: string }
  | { readonly kind: 'issue'; readonly repo: RepoName; readonly issue: number }
  | { readonly kind: 'repository'; readonly repo: RepoName; readonly installation: number }
  | { readonly kind: 'sweep' };

/** The key as the store holds it. */
export function formatDueKey(key: DueKey): string {
  switch (key.kind) {
    case 'inbox':
      return `inbox:${key.delivery}`;
    case 'issue':
      return `issue:${key.repo}#${key.issue}`;
    case 'repository':
      return `repository:${key.repo}@${key.installation}`;
    case 'sweep':
      return 'sweep';
    default: {
      const never: never = key;
      throw new Error(`unknown due key ${JSON.stringify(never)}`);
    }
  }
}

const issueKey = /^issue:([\w.-]+\/[\w.-]+)#(\d+)$/;
const repositoryKey = /^repository:([\w.-]+\/[\w.-]+)@(\d+)$/;

/** Null for a text that no due row of ours has. */
export function parseDueKey(text: string): DueKey | null {
  if (text === 'sweep') return { kind: 'sweep' };
  if (text.startsWith('inbox:') && text.length > 'inbox:'.length)
    return { kind: 'inbox', delivery: text.slice('inbox:'.length) };
  const [, ofIssue, issue] = issueKey.exec(text) ?? [];
  if (ofIssue && issue) return { kind: 'issue', repo: ofIssue as RepoName, issue: Number(issue) };
  const [, ofRepository, installation] = repositoryKey.exec(text) ?? [];
  if (ofRepository && installation)
    return { kind: 'repository', repo: ofRepository as RepoName, installation: Number(installation) };
  return null;
}
