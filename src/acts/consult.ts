/** consult: Sidekick's words for a command, before it is answered. Nothing on GitHub changes by it, nor does the task. */
import { askSidekick } from '../agents/sidekick.ts';
import type { EntryData } from '../task/entry.ts';
import type { Commanded } from '../task/gates/trigger.ts';
import type { Situation } from '../task/situation.ts';
import { outcome, type Outcome, type Reading, type Turn } from './act.ts';
import { openDesk } from './agent-desk.ts';
import { jsonArtefact } from './json-artefact.ts';
import { keepAnswer, type KeptAnswer } from './sidekick-artefact.ts';
import { questionParts } from './sidekick-parts.ts';
import { wordsOf } from './words-of.ts';

export const consult: Reading<'consult'> = {
  step: 'consult',
  cost: 'paid',
  run: async (turn, step) => {
    const { situation, task, deps } = turn;
    const { policy } = situation;
    if (policy.kind !== 'policy') throw new Error('Sidekick is asked without a policy');
    const desk = openDesk(turn, policy.policy);
    if (!desk) return consulted(turn, step, 'model-unavailable');
    const commit = commitToRead(situation);
    const tree = await deps.tree(deps.github, task.repo, commit);
    // Asking again would not help, and the task must not stand still for it.
    if (tree.kind === 'unreadable' || tree.kind === 'gone' || tree.kind === 'refused')
      return consulted(turn, step, 'unreadable');
    if (tree.kind !== 'tree') return tree;
    const { line, rest } = wordsOf(step.comment);
    const parts = await questionParts(turn, `${line}\n${rest}`.trim(), tree.files);
    const said = await askSidekick(desk.agent('sidekick'), 'ask', parts);
    if (said.kind === 'unavailable') return desk.signed(consulted(turn, step, 'model-unavailable'));
    if (said.kind === 'invalid') return desk.signed(consulted(turn, step, 'no-answer'));
    return desk.signed(consulted(turn, step, 'answered', keepAnswer(said, tree.files, commit)));
  },
};

/** One commit holds all that can be cited: the head of an open pull request of the repository's own, else the base. */
function commitToRead({ pull, repo }: Situation): string {
  return pull?.state === 'open' && !pull.crossRepository ? pull.headSha : repo.baseSha;
}

function consulted(
  { deps }: Turn,
  { comment, command }: Commanded,
  result: EntryData<'consulted'>['result'],
  answer: KeptAnswer | null = null,
): Outcome {
  const artefact = answer && jsonArtefact(deps, answer);
  const data = {
    comment: comment.id,
    command: command.kind === 'command' ? command.row.name : 'unknown',
    by: comment.author.login,
    result,
    reply: artefact?.address ?? null,
  };
  return outcome({ kind: 'consulted', data }, artefact ? [artefact] : []);
}
