/**
 * A delivery is a hint: it says which issues may have changed. Here it is turned into due rows, and nothing else; a
 * task is woken only by what its wait names, and never by our own doing.
 */
import { z } from 'zod';
import { parseCommand } from '../task/command.ts';
import { formatDueKey } from '../task/shapes/due-key.ts';
import { issueOfBranch, repoName, type RepoName } from '../task/names.ts';
import { baseUnlocked, consequences } from '../task/waits.ts';
import type { BoardRow } from '../task/shapes/board-row.ts';
import type { EngineStore } from './engine-port.ts';

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

/** What happens to the base branch is of interest to every task that waits for it. */
const concernsAll: ReadonlySet<string> = new Set(['push.base', baseUnlocked]);

/** Raises the due rows of the issues that the signal concerns; answers their keys. */
export async function wake(store: EngineStore, signal: Signal, now: number): Promise<string[]> {
  const { repo, event, number } = signal;
  if (signal.ours === 'ours' && !consequences.has(event)) return [];
  const issues = new Set<number>();
  for (const row of await concerned(store, signal)) if (row.waitEvents.includes(event)) issues.add(row.issue);
  if (signal.begins === 'may-begin' && number !== null) issues.add(number);
  const keys = [...issues].map((issue) => formatDueKey({ kind: 'issue', repo, issue }));
  for (const key of keys) await store.due.raise(key, now);
  return keys;
}

/** Asked by issue, pull request or event: a repository may have thousands of rows that ended long ago. */
async function concerned(
  store: EngineStore,
  { repo, event, number, issue }: Signal,
): Promise<readonly BoardRow[]> {
  if (concernsAll.has(event)) return store.board.waitingFor(repo, event);
  const issues = [number, issue].filter((known) => known !== null);
  const named = await store.board.concerning(repo, { issues, pull: number });
  if (event !== 'pull_request.opened') return named;
  // A person's pull request names its issue in its text, which is not read here: every task that waits for one looks.
  const waiting = await store.board.waitingFor(repo, event);
  return [...named, ...waiting.filter(({ status }) => status === 'working')];
}
