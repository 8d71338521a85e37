/** consult: Sidekick's words for a command, before it is answered. Nothing on GitHub changes by it, nor does the task. */
import type { Unavailable } from '../../agents/model.ts';
import { askSidekick } from '../../agents/sidekick.ts';
import type { SidekickTask } from '../../agents/prompts/sidekick-prompt.ts';
import type { CommandName } from '../../task/commands/shared/command-names.ts';
import type { EntryData } from '../../task/entry.ts';
import type { Commanded } from '../../task/commands/judge-command.ts';
import type { DiffPlace, Situation } from '../../task/situation.ts';
import { outcome, type Outcome, type LocalAct, type Turn } from '../act.ts';
import { openSession } from '../agent-session.ts';
import { jsonArtefact } from '../artefacts/json-artefact.ts';
import { keepAnswer, type KeptAnswer } from '../artefacts/sidekick-artefact.ts';
import { sidekickParts, type Wanted } from './sidekick-parts.ts';
import { wordsOf } from './words-of.ts';

export const consult: LocalAct<'consult'> = {
  step: 'consult',
  cost: 'paid',
  run: async (turn, step) => {
    const { task, deps } = turn;
    const situation = turn.observations.current();
    const { policy } = situation;
    if (policy.kind !== 'policy') throw new Error('Sidekick is asked without a policy');
    const session = openSession(turn, policy.policy);
    if (!session) return consulted(turn, step, 'model-unavailable');
    const wanted = wantedBy(step);
    const commit = commitToRead(situation, wanted.place);
    const tree = await deps.tree(deps.github, task.repo, commit);
    // Asking again would not help, and the task must not stand still for it.
    if (tree.kind === 'unreadable' || tree.kind === 'gone' || tree.kind === 'refused')
      return consulted(turn, step, 'unreadable');
    if (tree.kind !== 'tree') return tree;
    const isBase = commit === situation.repo.baseSha;
    const parts = await sidekickParts(turn, wanted, { files: tree.files, isBase });
    const said = await askSidekick(session.agent('sidekick'), wanted.task, parts);
    if (said.kind === 'unavailable') return session.withCalls(consulted(turn, step, whyNot(said)));
    if (said.kind === 'invalid') return session.withCalls(consulted(turn, step, 'no-answer'));
    return session.withCalls(
      consulted(
        turn,
        step,
        'answered',
        keepAnswer({ ...said, task: said.task ?? offeredBy(wanted) }, tree.files, commit),
      ),
    );
  },
};

/** A budget without room is not an outage: to ask again later would not help. */
function whyNot({ reason }: Unavailable): EntryData<'consulted'>['result'] {
  if (reason === 'request-refused') return 'no-answer';
  const isBudget = reason === 'task-budget' || reason === 'day-budget' || reason === 'no-price';
  return isBudget ? reason : 'model-unavailable';
}

function wantedBy({ comment, command }: Commanded): Wanted {
  if (command.kind !== 'command') throw new Error('Sidekick is asked by what is no command');
  const { line, rest } = wordsOf(comment);
  return { task: taskOf(command.row.name), words: `${line}\n${rest}`.trim(), place: comment.place };
}

function taskOf(name: CommandName): SidekickTask {
  if (name === 'ask' || name === 'explain' || name === 'refactor' || name === 'test') return name;
  throw new Error(`/cadence ${name} does not ask Sidekick`);
}

/** A refactoring and a test are always offered as a task: it is never Sidekick who writes them. */
function offeredBy({ task, place }: Wanted): string | null {
  if (task !== 'refactor' && task !== 'test') return null;
  const where = `${place?.path ?? ''}${place?.line ? `:${place.line}` : ''}`;
  // A path may hold anything, and be longer than a title.
  return `${task === 'refactor' ? 'Refactor' : 'Test'} ${where}`.replace(/\s+/g, ' ').slice(0, 200);
}

/**
 * One commit holds all that can be cited: of a line of a diff the head that it belongs to, else the head of an open pull
 * request of the repository's own, else the base.
 */
function commitToRead({ pull, repo }: Situation, place: DiffPlace | null): string {
  if (place && pull) return pull.headSha;
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
    command: command.kind === 'command' ? command.row.name : ('unknown' as const),
    by: comment.author.login,
    result,
    reply: artefact?.address ?? null,
  };
  return outcome({ kind: 'consulted', data }, artefact ? [artefact] : []);
}
