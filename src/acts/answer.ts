/** answer: the receipt of a command, its result, and one reply where one is due. */
import { reply } from '../github/words/reply.ts';
import { parseCommand } from '../task/command.ts';
import { judgeCommand, type Judgement } from '../task/gates/trigger.ts';
import type { Draft } from '../task/entry.ts';
import type { Mutation } from '../task/mutation.ts';
import { roleOf, type Comment } from '../task/situation.ts';
import type { Step } from '../task/step.ts';
import { textHash } from '../task/text-hash.ts';
import { outcome, type Artefact, type Effect, type Intent, type Outcome, type Turn } from './act.ts';
import { documentEffect } from './document.ts';
import { refreeze } from './frozen.ts';
import { jsonArtefact, textArtefact } from './json-artefact.ts';

type Answer = Extract<Step, { kind: 'answer' }>;

export const answer: Effect<'answer'> = documentEffect({
  step: 'answer',
  documented: {
    naturalKey: 'the node id of the comment',
    look: 'our reaction 🚀 or 😕 is on the comment, and a reply with its marker stands where one is due',
    heal: 'reacting twice changes nothing; the reply is posted only where none carries the marker',
  },
  plan: async (turn, step: Answer) => ({
    kind: 'plan',
    key: step.comment.id,
    data: { comment: step.comment.id, ...judged(turn, step) },
  }),
  look: (turn, intent) => {
    const comment = commentOf(turn, intent);
    // Deleted meanwhile: there is nothing left to answer.
    if (!comment) return answered(turn, intent, null);
    return missing(turn, intent).length === 0 ? answered(turn, intent, comment) : null;
  },
  missing: async (turn, intent) => missing(turn, intent),
  expected: (turn, intent) => expectedDraft(turn, intent),
  refused: (turn, intent): Outcome => answered(turn, intent, commentOf(turn, intent)),
});

function judged(turn: Turn, step: Answer): { command: string; by: string; result: string; reason: string } {
  const judgement = judgeCommand(turn.task, step.comment, step.command, turn.situation);
  return {
    command: step.command.kind === 'command' ? step.command.row.name : 'unknown',
    by: step.comment.author.login,
    result: judgement.result,
    reason: judgement.result === 'refused' ? judgement.reason : '',
  };
}

function commentOf(turn: Turn, intent: Intent): Comment | null {
  return turn.situation.comments.find((comment) => comment.id === intent.data['comment']) ?? null;
}

function judgementIn(intent: Intent): Judgement {
  return intent.data['result'] === 'refused'
    ? {
        result: 'refused',
        reason: intent.data['reason'] as Extract<Judgement, { reason: unknown }>['reason'],
      }
    : { result: 'accepted' };
}

function missing(turn: Turn, intent: Intent): Mutation[] {
  const comment = commentOf(turn, intent);
  if (!comment) return [];
  const mutations: Mutation[] = [];
  const react = (content: 'EYES' | 'ROCKET' | 'CONFUSED'): void => {
    if (!comment.reactions.includes(content)) mutations.push({ do: 'react', subjectId: comment.id, content });
  };
  react('EYES');
  react(intent.data['result'] === 'accepted' ? 'ROCKET' : 'CONFUSED');
  const body = replyTo(turn, intent, comment);
  if (body !== null && !turn.situation.replies.includes(comment.id))
    mutations.push({ do: 'addComment', subjectId: comment.subjectId, body });
  return mutations;
}

function replyTo(turn: Turn, intent: Intent, comment: Comment): string | null {
  const command = parseCommand(comment.body);
  if (!command) return null;
  const role = roleOf(turn.situation, comment.author.login);
  return reply({
    comment: comment.id,
    judgement: judgementIn(intent),
    command,
    task: turn.task,
    viewerRole: role,
  });
}

function expectedDraft(turn: Turn, intent: Intent): Draft {
  return answered(turn, intent, commentOf(turn, intent)).draft;
}

/** A retry carries its guidance, and the issue's text as it stands now: that is what is authorised from here on. */
function answered(turn: Turn, intent: Intent, comment: Comment | null): Outcome {
  const { deps, frozen, situation, task } = turn;
  const command = comment && parseCommand(comment.body);
  const accepted = intent.data['result'] === 'accepted';
  const retry = accepted && intent.data['command'] === 'retry';
  const words = command?.kind === 'command' ? command.words : '';
  const guidance = retry && words ? textArtefact(deps, words) : null;
  const edited = retry && textHash(situation.issue) !== task.textHash;
  const renewed = edited ? jsonArtefact(deps, refreeze(frozen, situation.issue)) : null;
  const artefacts: Artefact[] = [guidance, renewed].filter((artefact) => artefact !== null);
  const replied = comment !== null && replyTo(turn, intent, comment) !== null;
  return outcome(
    {
      kind: 'answered',
      data: {
        comment: String(intent.data['comment']),
        command: String(intent.data['command']),
        by: String(intent.data['by']),
        result: accepted ? 'accepted' : 'refused',
        reason: String(intent.data['reason']),
        guidance: guidance?.address ?? null,
        frozen: renewed?.address ?? null,
        textHash: renewed ? textHash(situation.issue) : null,
        reply: replied ? 'posted' : 'none',
      },
    },
    artefacts,
  );
}
