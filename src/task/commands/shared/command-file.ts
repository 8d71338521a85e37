/**
 * What a file of this folder says of its command: the row that parser, help and documentation print, whether it is
 * carried out, what must be made ready first, and what the task is after it. Its replies are in words/commands.
 */
import type { EntryData } from '../../entry.ts';
import type { Refusal } from '../../fold/fold-refusal.ts';
import type { Preparation } from '../../preparation.ts';
import type { Comment, Role, Situation } from '../../situation.ts';
import type { Task } from '../../task.ts';
import type { CommandName, RefusalReason } from './command-names.ts';

/** `right`: the least role that may give the command. `<…>` in its usage are words that it cannot do without. */
export type CommandRow<N extends CommandName = CommandName> = {
  readonly name: N;
  readonly usage: string;
  readonly right: Role;
  readonly built: 'yes' | 'not yet';
  readonly does: string;
};

/** Whether a command is carried out, and if not, why. */
export type Judgement =
  { readonly result: 'accepted' } | { readonly result: 'refused'; readonly reason: RefusalReason };

/** A command of somebody who has the right to give it. */
export type Asked = {
  readonly task: Task;
  readonly comment: Comment;
  /** What stands after the command on its line. */
  readonly words: string;
  readonly situation: Situation;
  readonly model: 'configured' | 'none';
};

export type CommandFile<N extends CommandName = CommandName> = {
  readonly row: CommandRow<N>;
  readonly judge: (asked: Asked) => Judgement;
  /** Null where the command is answered at once. */
  readonly needs: Preparation | null;
  /** The task after the command was carried out; the comment counts as answered already. */
  readonly fold: (task: Task, answered: EntryData<'answered'>) => Task | Refusal;
};

export function accept(): Judgement {
  return { result: 'accepted' };
}

export function refuseCommand(reason: RefusalReason): Judgement {
  return { result: 'refused', reason };
}

/** The fold of a command that only gets an answer. */
export function unchanged(task: Task): Task {
  return task;
}
