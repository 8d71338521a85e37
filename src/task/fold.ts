/**
 * The record is the only state: a Task is the fold of its entries. An entry that does not follow from what stood
 * before (a skipped phase, an outcome nobody announced, another head) is refused, also by an auditor's `verify`.
 */
import type { Entry } from './entry.ts';
import { foldAnswer } from './fold/answered-entry.ts';
import { readAgain } from './fold/count-attempts.ts';
import { isRefusal, refuse, type Refusal } from './fold/fold-refusal.ts';
import { headProblem } from './fold/head-rules.ts';
import { holdProblem, releaseProblem } from './fold/hold-rules.ts';
import { intentProblem } from './fold/intent-rules.ts';
import { outcomeProblem } from './fold/outcome-rules.ts';
import { foldWork } from './fold/work.ts';
import { parseTaskId } from './names.ts';
import { preparedBy } from './preparation.ts';
import { branchOf, type Spent, type Task } from './task.ts';
import { stageOf, transitions } from './transitions.ts';
import { notifiedAfterRelease } from './gates/whose-move.ts';

export type Folded = { kind: 'task'; task: Task } | { kind: 'refused'; index: number; message: string };

/** Folds one entry onto what stood before (null: nothing yet). */
export function fold(task: Task | null, entry: Entry): Folded {
  const refused = (message: string): Folded => ({ kind: 'refused', index: entry.index, message });
  if (task === null) return entry.kind === 'queued' ? begin(entry) : refused(`${entry.kind} before queued`);
  if (entry.kind === 'queued') return refused('queued twice');
  if (entry.task !== task.id) return refused(`entry of ${entry.task} in the fold of ${task.id}`);
  if (entry.version !== task.version + 1) return refused(`version ${entry.version} after ${task.version}`);
  if (entry.phase !== task.state.phase)
    return refused(`says ${entry.phase} where the task stands in ${task.state.phase}`);
  if (Date.parse(entry.at) < task.changedAt) return refused('before the entry that it follows');
  const rule = transitions[entry.kind];
  const from = stageOf(task.state);
  if (!rule.from.includes(from)) return refused(`${entry.kind} is not legal in ${from}`);

  const problem = outcomeProblem(task, entry) ?? headProblem(task, entry);
  if (problem) return refused(problem);
  const next = apply(task, entry);
  if (isRefusal(next)) return refused(next.message);
  const to = stageOf(next.state);
  const isLegal = rule.to === 'same' ? to === from : rule.to.includes(to);
  if (!isLegal) return refused(`${entry.kind} does not lead from ${from} to ${to}`);
  return {
    kind: 'task',
    task: {
      ...next,
      version: entry.version,
      changedAt: Date.parse(entry.at),
      spent: spend(task.spent, entry),
    },
  };
}

/** Folds all entries of one task, in order. */
export function foldAll(entries: Iterable<Entry>): Folded | { kind: 'none' } {
  let last: Folded | { kind: 'none' } = { kind: 'none' };
  for (const entry of entries) {
    last = fold(last.kind === 'task' ? last.task : null, entry);
    if (last.kind === 'refused') return last;
  }
  return last;
}

function begin(entry: Extract<Entry, { kind: 'queued' }>): Folded {
  const id = parseTaskId(entry.task);
  const { data } = entry;
  const isWrong =
    id === null ||
    id.issue !== data.issue ||
    id.generation !== data.generation ||
    entry.version !== 1 ||
    entry.phase !== 'Backlog' ||
    entry.headSha !== undefined;
  if (isWrong)
    return {
      kind: 'refused',
      index: entry.index,
      message: 'queued does not fit its task id, version or phase',
    };
  const task: Task = {
    id: entry.task,
    repo: id.repo,
    issue: data.issue,
    issueId: data.issueId,
    generation: data.generation,
    size: data.size,
    version: 1,
    queuedAt: Date.parse(entry.at),
    changedAt: Date.parse(entry.at),
    authority: {
      labelledBy: data.labelledBy,
      labelledAt: data.labelledAt,
      by: data.labelledBy,
      via: 'label',
      approvals: [],
      guidance: null,
    },
    baseBranch: data.baseBranch,
    textHash: data.textHash,
    frozen: data.frozen,
    redProof: 'preferred',
    pull: null,
    attempts: {
      used: 0,
      granted: 0,
      tried: [],
      past: [],
      progress: 'some',
      rejections: 0,
      mergeRefusals: 0,
    },
    risk: null,
    updateNotSeen: null,
    mergeNotSeen: null,
    announced: false,
    notified: null,
    answers: { answered: new Set(), prepared: new Map() },
    stopping: null,
    open: null,
    spent: spend(nothing, entry),
    state: { phase: 'Backlog' },
  };
  return { kind: 'task', task };
}

function apply(task: Task, entry: Exclude<Entry, { kind: 'queued' }>): Task | Refusal {
  if (entry.kind === 'intent') {
    const { step, key, deadline, data } = entry.data;
    const problem = intentProblem(task, step, { key, data });
    if (problem) return refuse(problem);
    return { ...task, open: { step, key, at: Date.parse(entry.at), deadline: Date.parse(deadline), data } };
  }
  const closed: Task = { ...task, open: null };
  switch (entry.kind) {
    case 'intent_dropped':
      if (task.open?.step === 'merge') return mergeNotSeen(closed);
      return task.open?.step === 'updateBranch' && entry.data.reason === 'not-found'
        ? notSeen(closed)
        : closed;
    case 'announced':
      return { ...closed, announced: true };
    case 'notified':
      if (closed.state.phase !== 'Held' || closed.state.version !== entry.data.hold)
        return refuse('notified of a hold that is over');
      return { ...closed, notified: closed.state.reason };
    case 'consulted':
    case 'issue_opened':
      return prepared(closed, entry);
    case 'answered':
      return foldAnswer(closed, entry);
    case 'held': {
      if (task.state.phase === 'Held' || task.state.phase === 'Cancelled') return refuse('held twice');
      const problem = holdProblem(task, entry.data);
      if (problem) return refuse(problem);
      const back =
        entry.data.back === 'Generate'
          ? ({ phase: 'Generate', branch: branchOf(task.state) } as const)
          : task.state;
      return {
        ...(task.open?.step === 'merge' ? mergeNotSeen(closed) : closed),
        state: {
          phase: 'Held',
          since: Date.parse(entry.at),
          version: entry.version,
          reason: entry.data.reason,
          explained: entry.data.explained,
          seenRunAt: entry.data.seenRunAt ?? null,
          waitMs: entry.data.waitMs ?? null,
          resumeAt: back,
        },
      };
    }
    case 'released': {
      if (task.state.phase !== 'Held') return refuse('released what is not held');
      const problem = releaseProblem(task, task.state, entry.data);
      if (problem) return refuse(problem);
      const released = { ...closed, notified: notifiedAfterRelease(task, task.state.reason) };
      if (entry.data.to === 'Test') return readAgain(released, task.state.resumeAt);
      return { ...released, state: task.state.resumeAt };
    }
    case 'cancelled':
      return { ...closed, state: { phase: 'Cancelled', reason: entry.data.reason, by: entry.data.by } };
    default:
      return foldWork({ ...closed, notified: null }, entry);
  }
}

function notSeen(task: Task): Task {
  return { ...task, updateNotSeen: branchOf(task.state)?.headSha ?? null };
}

function mergeNotSeen(task: Task): Task {
  return { ...task, mergeNotSeen: branchOf(task.state)?.headSha ?? null };
}

function prepared(task: Task, entry: Extract<Entry, { kind: 'consulted' | 'issue_opened' }>): Task | Refusal {
  const { comment } = entry.data;
  if (task.answers.prepared.has(comment)) return refuse(`comment ${comment} prepared twice`);
  const made = new Map([...task.answers.prepared, [comment, preparedBy(entry)] as const]);
  return { ...task, answers: { ...task.answers, prepared: made } };
}

const nothing: Spent = {
  requests: { total: 0, graphql: 0, contentCreating: 0, mutations: 0 },
  tokensIn: 0,
  tokensOut: 0,
  costUsd: 0,
};

function spend(before: Spent, entry: Entry): Spent {
  const data = entry.data as {
    requests?: Spent['requests'];
    calls?: { promptTokens: number; replyTokens: number; costUsd: number | null }[];
    lost?: { tokens: number; usd: number };
  };
  const requests = entry.kind === 'reported' ? undefined : data.requests;
  let { tokensIn, tokensOut, costUsd } = before;
  for (const call of data.calls ?? []) {
    tokensIn += call.promptTokens;
    tokensOut += call.replyTokens;
    costUsd += call.costUsd ?? 0;
  }
  tokensIn += data.lost?.tokens ?? 0;
  costUsd += data.lost?.usd ?? 0;
  return {
    requests: {
      total: before.requests.total + (requests?.total ?? 0),
      graphql: before.requests.graphql + (requests?.graphql ?? 0),
      contentCreating: before.requests.contentCreating + (requests?.contentCreating ?? 0),
      mutations: before.requests.mutations + (requests?.mutations ?? 0),
    },
    tokensIn,
    tokensOut,
    costUsd,
  };
}
