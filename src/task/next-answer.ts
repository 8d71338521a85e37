/** Which command is next, and by which step: an answer, or what must be there before there can be one. */
import { judgeCommand, openCommands } from './commands/judge-command.ts';
import { commandFile } from './commands/command-files.ts';
import type { Situation } from './situation.ts';
import type { Settings, Step } from './step.ts';
import type { Task } from './task.ts';

export type Answering = Extract<Step, { kind: 'answer' | 'consult' | 'openIssue' }>;

/** The oldest that can be answered at once, else the oldest: a `stop` does not wait for a model's words. */
export function nextAnswer(task: Task, situation: Situation, settings: Settings): Answering | null {
  const steps = openCommands(task, situation).map((commanded): Answering => {
    const { comment, command } = commanded;
    const needs = command.kind === 'command' ? commandFile(command.row.name).needs : null;
    const due = needs !== null && !task.answers.prepared.has(comment.id);
    if (!due || judgeCommand(task, commanded, situation, settings).result === 'refused')
      return { kind: 'answer', comment, command };
    return { kind: needs, comment, command };
  });
  return steps.find(({ kind }) => kind === 'answer') ?? steps[0] ?? null;
}
