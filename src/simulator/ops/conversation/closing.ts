import { listCommits, readCommit } from '../../git/commit-object.ts';
import type { User } from '../../state/accounts.ts';
import type { Issue, Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { markIssueClosed } from './issues.ts';
import { fullName } from '../../payloads/urls.ts';

// docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
const keyword = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+)?#|GH-)(\d+)\b/gi;

/** Numbers of this repository's issues that the text closes by keyword. */
export function closingNumbers(repository: Repository, text: string): number[] {
  const numbers = new Set<number>();
  for (const [, name, number] of text.matchAll(keyword)) {
    const isOther = name !== undefined && name.toLowerCase() !== fullName(repository).toLowerCase();
    if (!isOther) numbers.add(Number(number));
  }
  return [...numbers];
}

/** As `closingNumbers` for Markdown: what is code or an HTML comment is no reference. */
export function closingNumbersInMarkdown(repository: Repository, text: string): number[] {
  const plain = text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ');
  return closingNumbers(repository, plain);
}

/** The links of a pull request: only those into the default branch close anything. */
export function linkIssues(pull: Pull): void {
  const { repository, base, body } = pull;
  pull.closingIssues =
    base.ref === repository.defaultBranch ? closingNumbersInMarkdown(repository, body) : [];
}

/** Closes the linked issues a moment after the merge, as the merger, if the repository has that on. */
export function closeLinkedIssues(world: World, pull: Pull, by: User): void {
  if (!pull.repository.autoCloseIssues || pull.closingIssues.length === 0) return;
  world.later.schedule('close issues', world.settings.autoCloseMs, () => {
    closeAll(world, pull.repository, { numbers: pull.closingIssues, by, closer: { kind: 'pull', pull } });
  });
}

/** Commits that land on the default branch close what their messages name. */
export async function closeFromCommits(
  world: World,
  repository: Repository,
  { before, after, by }: { before: string; after: string; by: User },
): Promise<void> {
  if (!repository.autoCloseIssues) return;
  for (const oid of await listCommits(repository.gitDir, [before], after)) {
    const { message } = await readCommit(repository.gitDir, oid);
    const numbers = closingNumbers(repository, message);
    if (numbers.length === 0) continue;
    world.later.schedule('close issues', world.settings.autoCloseMs, () => {
      closeAll(world, repository, { numbers, by, closer: { kind: 'commit', oid } });
    });
  }
}

function closeAll(
  world: World,
  repository: Repository,
  {
    numbers,
    by,
    closer,
  }: { numbers: readonly number[]; by: User; closer: Parameters<typeof markIssueClosed>[3]['closer'] },
): void {
  const issues = numbers.map((number) => repository.conversations.get(number));
  const open = issues.filter((issue): issue is Issue => issue?.kind === 'issue' && issue.state === 'open');
  for (const issue of open) markIssueClosed(world, by, issue, { reason: 'completed', closer });
}
