/** answer: the receipt of a command, its result, and one reply where one is due. */
import { isReplyDue, reply } from '../../words/reply.ts';
import { parseCommand } from '../../task/command.ts';
import { waitingFor } from '../../task/gates/approval.ts';
import { judgeCommand } from '../../task/commands/judge-command.ts';
import type { Judgement } from '../../task/commands/shared/command-file.ts';
import type { Draft } from '../../task/entry.ts';
import type { IntentData } from '../../task/intents.ts';
import type { Mutation } from '../../task/shapes/mutation.ts';
import { roleOf, type Comment } from '../../task/situation.ts';
import type { Spec } from '../../task/spec.ts';
import { workOf, type Task } from '../../task/task.ts';
import { textHash } from '../../task/text-hash.ts';
import {
  outcome,
  type Artefact,
  type Effect,
  type Intent,
  type Outcome,
  type StepOf,
  type Turn,
} from '../act.ts';
import { documentEffect } from '../document-effect.ts';
import { renewText } from '../artefacts/authorised-issue.ts';
import { jsonArtefact, textArtefact } from '../artefacts/json-artefact.ts';
import { readAnswer } from '../artefacts/sidekick-artefact.ts';
import { readSpec } from '../artefacts/spec-artefact.ts';

type Answering = Intent<IntentData<'answer'>>;

export const answer: Effect<'answer'> = documentEffect({
  step: 'answer',
  documented: {
    naturalKey: 'the node id of the comment',
    look: 'our reaction 🚀 or 😕 is on the comment, and a reply with its marker stands where one is due',
    heal: 'reacting twice changes nothing; the reply is posted only where none carries the marker',
  },
  plan: async (turn, step) => ({ kind: 'plan', key: step.comment.id, data: judged(turn, step) }),
  look: (turn, intent) => {
    const comment = commentOf(turn, intent);
    // Deleted meanwhile: there is nothing left to answer.
    if (!comment) return answered(turn, intent, null);
    const done = receipts(comment, intent).length === 0 && !lacksReply(turn, intent, comment);
    return done ? answered(turn, intent, comment) : null;
  },
  missing: async (turn, intent) => {
    const comment = commentOf(turn, intent);
    if (!comment) return [];
    const body = lacksReply(turn, intent, comment) ? await replyTo(turn, intent, comment) : null;
    return [...receipts(comment, intent), ...(body === null ? [] : [posting(comment, body)])];
  },
  expected: (turn, intent) => expectedDraft(turn, intent),
  refused: (turn, intent): Outcome => answered(turn, intent, commentOf(turn, intent)),
});

function judged(turn: Turn, step: StepOf<'answer'>): Answering['data'] {
  const judgement = judgeCommand(turn.task, step, turn.observations.current(), turn.deps.settings);
  const { comment } = step;
  const command = step.command.kind === 'command' ? step.command.row.name : 'unknown';
  const commanded = { comment: comment.id, command, by: comment.author.login } as const;
  return judgement.result === 'refused'
    ? { ...commanded, result: 'refused', reason: judgement.reason }
    : { ...commanded, result: 'accepted', reason: '' };
}

function commentOf(turn: Turn, intent: Answering): Comment | null {
  return turn.observations.current().comments.find(({ id }) => id === intent.data.comment) ?? null;
}

function judgementIn(intent: Answering): Judgement {
  const { data } = intent;
  return data.result === 'refused' ? { result: 'refused', reason: data.reason } : { result: 'accepted' };
}

/** The reactions that the comment still lacks. */
function receipts(comment: Comment, intent: Answering): Mutation[] {
  const result = intent.data.result === 'accepted' ? 'ROCKET' : 'CONFUSED';
  return (['EYES', result] as const)
    .filter((content) => !comment.reactions.includes(content))
    .map((content) => ({ do: 'react', subjectId: comment.id, content }));
}

function posting({ on, subjectId }: Comment, body: string): Mutation {
  return on === 'line'
    ? { do: 'replyInThread', threadId: subjectId, body }
    : { do: 'addComment', subjectId, body };
}

function isDue(intent: Answering, comment: Comment | null): boolean {
  if (!comment || !parseCommand(comment.body)) return false;
  return isReplyDue(judgementIn(intent), intent.data.command);
}

function lacksReply({ observations }: Turn, intent: Answering, comment: Comment): boolean {
  return isDue(intent, comment) && !observations.current().replies.includes(comment.id);
}

async function replyTo(
  { task, observations, deps }: Turn,
  intent: Answering,
  comment: Comment,
): Promise<string | null> {
  const command = parseCommand(comment.body);
  if (!command) return null;
  const prepared = task.answers.prepared.get(comment.id);
  const kept = prepared?.kind === 'reply' ? await readAnswer(deps, prepared.reply) : null;
  return reply({
    comment: comment.id,
    judgement: judgementIn(intent),
    command,
    task,
    viewerRole: roleOf(observations.current(), comment.author.login),
    sidekick: kept && { repo: task.repo, ...kept },
    plan: command.kind === 'command' && command.row.name === 'plan' ? await planOf(task, deps) : null,
  });
}

async function planOf({ state }: Task, deps: Turn['deps']): Promise<Spec | null> {
  const work = workOf(state);
  return work && readSpec(deps, work.spec);
}

function expectedDraft(turn: Turn, intent: Answering): Draft {
  return answered(turn, intent, commentOf(turn, intent)).draft;
}

/**
 * A retry carries its guidance, and the issue's text as it stands now: that is what is authorised from here on. An
 * approval names the text that it approves, a wish for another plan its words.
 */
function answered(turn: Turn, intent: Answering, comment: Comment | null): Outcome {
  const { deps, frozen, task } = turn;
  const situation = turn.observations.current();
  const command = comment && parseCommand(comment.body);
  const named = intent.data.result === 'accepted' ? intent.data.command : 'unknown';
  const words = command?.kind === 'command' ? command.words : '';
  const guidance = (named === 'retry' || named === 'plan') && words ? textArtefact(deps, words) : null;
  const { issue } = situation;
  const edited = named === 'retry' && issue.missingSince === null && textHash(issue) !== task.textHash;
  const renewed = edited ? jsonArtefact(deps, renewText(frozen, issue)) : null;
  const artefacts: Artefact[] = [guidance, renewed].filter((artefact) => artefact !== null);
  const waiting = named === 'approve' ? waitingFor(task) : null;
  return outcome(
    {
      kind: 'answered',
      data: {
        ...intent.data,
        guidance: guidance?.address ?? null,
        frozen: renewed?.address ?? null,
        textHash: renewed ? textHash(situation.issue) : null,
        ...(waiting?.kind === 'text' ? { approved: waiting.of } : {}),
        reply: isDue(intent, comment) ? 'posted' : 'none',
      },
    },
    artefacts,
  );
}
