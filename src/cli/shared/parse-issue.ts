import { parseTaskId, type RepoName } from '../../task/names.ts';

/** `owner/repo#7`, as people type it; null for anything else. */
export function parseIssue(text: string): { readonly repo: RepoName; readonly issue: number } | null {
  const id = parseTaskId(text);
  return id && id.generation === 1 && id.issue > 0 && !/-\d+$/.test(text)
    ? { repo: id.repo, issue: id.issue }
    : null;
}
