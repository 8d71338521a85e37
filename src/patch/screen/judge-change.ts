import type { Policy } from '../../policy/policy.ts';
import type { Change, Files } from '../change/change.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { screen } from './screen.ts';
import { sortFindings, type Author, type SortedFindings } from './sort-findings.ts';

/** Far above any honest change of one task, far below what would hurt a host. */
const bounds = { maxBytes: 2_000_000, maxFiles: 300, maxLines: 50_000 };

/** What speaks against a change made from `files`, no matter who may allow it. */
export async function findingsOf(files: Files, change: Change, { paths }: Policy): Promise<ScreenFinding[]> {
  return screen(files, change, { allow: paths.allow, protect: paths.protect, ...bounds });
}

/** What a repository's policy says of a change that this author made. */
export async function judgeChange(
  files: Files,
  change: Change,
  policy: Policy,
  author: Author,
): Promise<SortedFindings> {
  return sortFindings(await findingsOf(files, change, policy), policy.screen, author);
}
