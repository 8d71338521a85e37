import type { Annotation } from '../../state/check-parts.ts';
import type { JobSession } from './job-session.ts';
import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts';

const levels: Readonly<Record<string, Annotation['level']>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/** Takes one line of a step's output: into the log, or as a command to the runner. */
export function hearLine(session: JobSession, line: string): void {
  const command = parseWorkflowCommand(line);
  if (session.resumeWord !== null) {
    if (command?.name === session.resumeWord.toLowerCase()) session.resumeWord = null;
    session.log.write(line);
    return;
  }
  if (command) obey(session, command, line);
  else session.log.write(line);
}

function obey(session: JobSession, command: WorkflowCommand, line: string): void {
  const { log } = session;
  const level = levels[command.name];
  if (level !== undefined) {
    log.write(`##[${command.name}]${command.text}`);
    session.annotations.push(annotation(command, level));
    return;
  }
  switch (command.name) {
    case 'group':
      return log.write(`##[group]${command.text}`);
    case 'endgroup':
      return log.write('##[endgroup]');
    case 'add-mask':
      log.mask(command.text);
      return log.write('::add-mask::***');
    case 'stop-commands':
      session.resumeWord = command.text;
      return log.write(line);
    case 'debug':
      return;
    default:
      log.write(line);
  }
}

function annotation({ properties, text }: WorkflowCommand, level: Annotation['level']): Annotation {
  const number = (name: string): number | null => Number.parseInt(properties[name] ?? '', 10) || null;
  const startLine = number('line') ?? 1;
  return {
    path: properties['file'] ?? '.github',
    startLine,
    endLine: number('endLine') ?? startLine,
    startColumn: number('col'),
    endColumn: number('endColumn'),
    level,
    message: text,
    title: properties['title'] ?? null,
    rawDetails: null,
  };
}
