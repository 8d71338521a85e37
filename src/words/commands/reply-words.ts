/** What a reply is made from, and what a file of this folder says of its command. */
import type { ParsedCommand } from '../../task/command.ts';
import type { Judgement } from '../../task/commands/shared/command-file.ts';
import type { Role } from '../../task/situation.ts';
import type { Spec } from '../../task/spec.ts';
import type { Task } from '../../task/task.ts';
import type { SidekickWords } from '../sidekick-reply.ts';

export type ReplyWords = {
  /** Node id of the comment that holds the command. */
  readonly comment: string;
  readonly judgement: Judgement;
  readonly command: ParsedCommand;
  readonly task: Task;
  readonly viewerRole: Role;
  /** Sidekick's answer, where the command asked for one; null also where it was erased. */
  readonly sidekick: SidekickWords | null;
  /** The specification, where the command asked for it. */
  readonly plan: Spec | null;
};

/** A sentence of a reply; null where there is nothing to say. */
export type Sentence = (words: ReplyWords) => string | null;

export type CommandWords = {
  /** `silent`: what is simply done needs no words beside the reaction. */
  readonly done: Sentence | 'silent';
  /** What a command that cannot do without words asks for: "a question". */
  readonly asksFor?: string;
};
