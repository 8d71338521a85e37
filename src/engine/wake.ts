/**
 * A delivery is a hint: it says which issues may have changed. Here it is turned into due rows, and nothing else; a
 * task is woken only by what its wait names, and never by our own doing.
 */
import { z } from 'zod';
import { parseCommand } from '../task/command.ts';
import { issueOfBranch, repoName, type RepoName } from '../task/names.ts';
import { consequences } from '../task/waits.ts';
import type { EngineStore } from './engine-port.ts';
import { formatKey } from './turn.ts';

const numbered = z.object({ number: z.number() });
const payload = z.object({
  repository: z.object({ full_name: z.string(), default_branch: z.string().optional() }).optional(),
  installation: z.object({ id: z.number() }).optional(),
  sender: z.object({ login: z.string() }).nullish(),
  issue: numbered.optional(),
  pull_request: numbered
    .extend({ head: z.object({ ref: z.string() }).optional(), body: z.string().nullish() })
    .optional(),
  comment: z.object({ body: z.string().nullish() }).optional(),
  label: z.object({ name: z.string() }).optional(),
  workflow_run: z
    .object({ head_branch: z.string().nullish(), pull_requests: z.array(numbered).nullish() })
    .optional(),
  ref: z.string().optional(),
});

/** What a delivery says, in our words. `number`: of an issue or a pull request; `issue`: known to be the task's issue. */
export type Signal = {
  readonly repo: RepoName;
  readonly installation: number | null;
  readonly event: string;
  readonly ours: 'ours' | 'theirs';
  readonly number: number | null;
  readonly issue: number | null;
  /** It may begin a task that nobody knows of yet. */
  readonly begins: 'may-begin' | 'no';
};

/** Null for what no task can be interested in; throws on a payload that is none of GitHub's. */
export function readSignal(event: string, action: string | null, raw: string, viewer: string): Signal | null {
  const parsed = payload.parse(JSON.parse(raw));
  if (!parsed.repository) return null;
  const { issue, pull_request: pull, workflow_run: run, comment, label } = parsed;
  const name = action ? `${event}.${action}` : event;
  const base = {
    repo: repoName(parsed.repository.full_name),
    installation: parsed.installation?.id ?? null,
    ours: parsed.sender?.login === viewer ? ('ours' as const) : ('theirs' as const),
  };
  if (event === 'push') {
    const toBase = parsed.ref === `refs/heads/${parsed.repository.default_branch ?? ''}`;
    return toBase ? { ...base, event: 'push.base', number: null, issue: null, begins: 'no' } : null;
  }
  // Talk that is no command is nothing to look at.
  const isTalk = event === 'issue_comment' || event === 'pull_request_review_comment';
  if (isTalk && (!comment?.body || !parseCommand(comment.body))) return null;
  if (event === 'workflow_run') {
    const branch = run?.head_branch ?? null;
    const number = run?.pull_requests?.[0]?.number ?? null;
    return { ...base, event: name, number, issue: branch ? issueOfBranch(branch) : null, begins: 'no' };
  }
  const begins = name === 'issues.labeled' && !label?.name.startsWith('cadence:') ? 'may-begin' : 'no';
  const number = issue?.number ?? pull?.number ?? null;
  if (number === null) return null;
  return { ...base, event: name, number, issue: pull?.head ? issueOfBranch(pull.head.ref) : null, begins };
}

/** Raises the due rows of the issues that the signal concerns; answers their keys. */
export async function wake(store: EngineStore, signal: Signal, now: number): Promise<string[]> {
  const { repo, event } = signal;
  if (signal.ours === 'ours' && !consequences.has(event)) return [];
  const rows = await store.board.byRepo(repo, 'all');
  const keys = new Set<string>();
  for (const row of rows) {
    const named =
      signal.issue === row.issue || signal.number === row.issue || signal.number === row.view.pull;
    const concerns =
      event === 'push.base' || (event === 'pull_request.opened' && row.status === 'working') || named;
    if (concerns && row.waitEvents.includes(event)) keys.add(formatKey({ repo, issue: row.issue }));
  }
  if (signal.begins === 'may-begin' && signal.number !== null)
    keys.add(formatKey({ repo, issue: signal.number }));
  for (const key of keys) await store.due.raise(key, now);
  return [...keys];
}
