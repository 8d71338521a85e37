/**
 * What people see of a task on its issue and its pull request: functions of the Task, compared with what is there and corrected. They are not
 * effects: nothing depends on them, and doing them twice changes nothing.
 */
import { stateLabel, stateLabels } from '../words/labels.ts';
import { statusComment, statusKey, statusKeyIn } from '../words/status/status-comment.ts';
import { fold } from '../task/fold.ts';
import type { Draft, Entry } from '../task/entry.ts';
import type { Mutation } from '../task/shapes/mutation.ts';
import type { Situation } from '../task/situation.ts';
import { phaseOf, type Task } from '../task/task.ts';
import type { ActDeps, Turn } from './act.ts';
import { pullProjection } from './pull-projection.ts';

/** The mutations that bring what people see in line with the task as it stands; none if it is. */
export async function projections(seen: Seen, said: Said): Promise<readonly Mutation[]> {
  const { task, frozen, situation, deps } = seen;
  if (situation.issue.missingSince !== null) return pullProjection(deps, task, frozen, situation);
  const status = statusMutations(seen, said.explained);
  // Posting is not idempotent: without an intent around it, a lost answer would bring a second comment.
  const allowed = said.comment === 'post' ? status : status.filter((one) => one.do !== 'addComment');
  return [
    ...labelMutations(task, situation),
    ...allowed,
    ...extraNotices(task, situation),
    ...(await pullProjection(deps, task, frozen, situation)),
  ];
}

/** The task, and what GitHub shows of it. */
type Seen = Pick<Turn, 'task' | 'frozen'> & {
  readonly situation: Situation;
  readonly deps: Pick<ActDeps, 'read'>;
};

/** `explained`: the words of the failure or the hold. `comment`: whether one may be posted, or only be edited. */
type Said = { readonly explained: string | null; readonly comment: 'post' | 'edit' };

/** The same for the task after the expected entry. */
export function projectionsAfter(
  { task, frozen, observations, deps }: Turn,
  expected: Draft,
  said: Said,
): Promise<readonly Mutation[]> {
  const situation = observations.current();
  return projections({ frozen, situation, deps, task: ifAppended(task, expected, situation.at) }, said);
}

/** The task after the expected entry. */
export function ifAppended(task: Task, draft: Draft, at: number): Task {
  const entry = {
    index: 0,
    task: task.id,
    version: task.version + 1,
    at: new Date(Math.max(at, task.changedAt)).toISOString(),
    actor: 'cadence',
    phase: phaseOf(task),
    artefacts: [],
    ...draft,
  } as Entry;
  const next = fold(task, entry);
  return next.kind === 'task' ? next.task : task;
}

function labelMutations(task: Task, situation: Situation): Mutation[] {
  const { issue, repo } = situation;
  const wanted = stateLabel(task);
  const mutations: Mutation[] = [];
  if (!issue.labels.includes(wanted)) {
    const id = repo.labels[wanted];
    // A label that does not exist yet is made now and put on by the next document.
    if (id) mutations.push({ do: 'addLabels', subjectId: issue.id, labelIds: [id] });
    else
      for (const label of stateLabels)
        if (!repo.labels[label.name]) mutations.push({ do: 'createLabel', ...label });
  }
  const stale = stateLabels
    .filter(({ name }) => name !== wanted && issue.labels.includes(name))
    .flatMap(({ name }) => repo.labels[name] ?? []);
  if (stale.length > 0) mutations.push({ do: 'removeLabels', subjectId: issue.id, labelIds: stale });
  return mutations;
}

/** One notice a hold: of two, which only lost answers can bring, the later ones go. */
function extraNotices({ id }: Task, { notices }: Situation): Mutation[] {
  const own = notices.filter(({ task }) => task === id);
  const extras = own.filter((one, at) => own.findIndex(({ hold }) => hold === one.hold) < at);
  return extras.map((one) => ({ do: 'deleteComment', id: one.id }));
}

function statusMutations({ task, frozen, situation }: Seen, explained: string | null): Mutation[] {
  const [first, ...extras] = situation.status;
  const mutations: Mutation[] = extras.map(({ id }) => ({ do: 'deleteComment', id }));
  const body = statusComment({ task, branch: frozen.branch, explained });
  if (!first) mutations.push({ do: 'addComment', subjectId: situation.issue.id, body });
  else if (statusKeyIn(first.body) !== statusKey(task))
    mutations.push({ do: 'updateComment', id: first.id, body });
  return mutations;
}
