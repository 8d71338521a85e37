/**
 * What may be announced: for each step where the task may stand, the effect's natural key, and what the intent must
 * say of that which the record knows already. An intent that does not fit could be written only by hand.
 */
import { commandFile } from '../commands/command-files.ts';
import { lacksApproval } from '../gates/approval.ts';
import { headOf } from '../gates/ground.ts';
import type { IntentData, IntentStep } from '../intents.ts';
import { branchOf, type Task } from '../task.ts';
import { stageOf, stages, transitions, type Stage } from '../transitions.ts';

type Rule<S extends IntentStep> = {
  readonly from: readonly Stage[];
  readonly key: (task: Task, data: IntentData<S>) => string;
  /** Why it may not be announced; null: it may. */
  readonly problem: (task: Task, data: IntentData<S>) => string | null;
};
type Rules = { readonly [S in IntentStep]: Rule<S> };

/** Why this intent does not follow; null: it does. */
export function intentProblem<S extends IntentStep>(
  task: Task,
  step: S,
  { key, data }: { readonly key: string; readonly data: IntentData<S> },
): string | null {
  const rule: Rule<S> = intentRules[step];
  const stage = stageOf(task.state);
  if (!rule.from.includes(stage)) return `an intent to ${step} is not legal in ${stage}`;
  if (task.stopping && step !== 'cancel' && step !== 'answer') return `an intent to ${step} after a stop`;
  const problem = rule.problem(task, data);
  if (problem) return problem;
  const isKey = step === 'updateBranch' ? key.startsWith(rule.key(task, data)) : key === rule.key(task, data);
  return isKey ? null : `an intent to ${step} under another key`;
}

const executing: readonly Stage[] = ['Execute(tests)', 'Execute(change)'];
const anywhere: readonly Stage[] = stages;

export const intentRules: Rules = {
  announce: {
    from: transitions.announced.from,
    key: ofTask,
    problem: ({ announced }) => (announced ? 'announced already' : null),
  },
  notify: {
    from: ['Held'],
    key: ({ id }, { hold }) => `${id}:${hold}`,
    problem: ({ state, authority: { by, labelledBy } }, { hold, people }) => {
      if (state.phase !== 'Held' || state.version !== hold) return 'a notice of another hold';
      const isTheirs = people.length > 0 && people.every((one) => one === by || one === labelledBy);
      return isTheirs && new Set(people).size === people.length ? null : 'a notice to others';
    },
  },
  draftSpec: { from: ['Generate'], key: ofTask, problem: fits },
  buildPatch: {
    from: executing,
    key: ofTask,
    problem: ({ state, attempts: { used, granted } }) => {
      if (state.phase !== 'Execute' || state.built) return 'a patch is built already';
      return used < granted ? null : 'no attempt is left';
    },
  },
  publishTests: publishing('Execute(tests)'),
  publishChange: publishing('Execute(change)'),
  updateBranch: {
    from: ['Test(evidence)', 'Review', 'Commit'],
    key: (_task, { headSha }) => `${headSha}+`,
    problem: (task, { headSha }) => {
      if (task.state.phase === 'Commit' && task.state.merged) return 'an update of what is merged';
      return headSha === branchOf(task.state)?.headSha ? null : 'an update of another head';
    },
  },
  draftReview: {
    from: ['Review'],
    key: ofTask,
    problem: ({ state }) =>
      state.phase === 'Review' && !state.drafted ? null : 'a review is drafted already',
  },
  publishReview: {
    from: ['Review'],
    key: (_task, { headSha }) => headSha,
    problem: ({ state }, { headSha }) => {
      if (state.phase !== 'Review' || !state.drafted) return 'no review is drafted';
      return headSha === state.branch.headSha ? null : 'a review of another head';
    },
  },
  merge: {
    from: ['Commit'],
    key: (_task, { sha }) => sha,
    problem: ({ state, redProof }, { sha }) => {
      if (state.phase !== 'Commit' || state.merged) return 'it is merged already';
      const { branch, evidence, verdict, proof } = state;
      const isTested = [branch.headSha, headOf(evidence), headOf(verdict)].every((one) => one === sha);
      if (!isTested) return 'a merge of another head';
      if (redProof === 'required' && proof.kind === 'no-proof') return 'a merge without the required proof';
      return null;
    },
  },
  finish: {
    from: ['Record'],
    key: ofTask,
    problem: ({ state }) => (state.phase === 'Record' && !state.done ? null : 'finished already'),
  },
  consult: { from: anywhere, key: ofTask, problem: fits },
  openIssue: {
    from: anywhere,
    key: (_task, { comment }) => comment,
    problem: (task, { comment }) => unanswered(task, comment),
  },
  answer: {
    from: anywhere,
    key: (_task, { comment }) => comment,
    problem: (task, { comment, command, result }) => {
      if (result === 'refused') return unanswered(task, comment);
      if (command === 'unknown') return 'an unknown command accepted';
      const { row, needs } = commandFile(command);
      if (row.built === 'not yet') return `${command} accepted, which is not built`;
      const prepared = task.answers.prepared.get(comment);
      if (needs && (!prepared || prepared.kind === 'failed'))
        return `${command} accepted, which nothing was prepared for`;
      return unanswered(task, comment);
    },
  },
  cancel: {
    from: transitions.cancelled.from,
    key: ofTask,
    problem: ({ state, stopping, pull }, { reason, by, pull: closing }) => {
      if (state.phase === 'Commit' && state.merged) return 'a cancel of what is merged';
      if ((reason === 'stopped') !== (stopping !== null))
        return 'a stop that nobody gave, or another end of it';
      if (stopping && stopping.by !== by) return 'a stop by somebody else';
      return closing === (pull?.number ?? null) ? null : 'a cancel of another pull request';
    },
  },
};

function publishing(stage: Stage): Rule<'publishTests' | 'publishChange'> {
  return {
    from: [stage],
    key: (_task, { fingerprint }) => fingerprint,
    problem: (task, data) => {
      const { state } = task;
      if (state.phase !== 'Execute' || !state.built) return 'nothing is built to publish';
      const { patch, base } = state.built;
      const tip = state.branch?.headSha ?? base;
      if (data.fingerprint !== patch.fingerprint || data.base !== base || data.tip !== tip)
        return 'another patch than the one that was built';
      return lacksApproval(task, state) ? 'concerns that nobody allowed' : null;
    },
  };
}

function ofTask({ id }: Task): string {
  return id;
}

function fits(): null {
  return null;
}

function unanswered({ answers }: Task, comment: string): string | null {
  return answers.answered.has(comment) ? `comment ${comment} answered twice` : null;
}
