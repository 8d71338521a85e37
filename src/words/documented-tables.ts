/** The tables of the documentation, from the code that they document. */
import { commands } from '../task/command.ts';
import { transitions } from '../task/transitions.ts';
import { table } from './markdown-table.ts';

export function commandsTable(): string {
  return table(
    ['Command', 'Right', 'Does', 'Built'],
    commands.map(({ usage, right, does, built }) => [`\`/cadence ${usage}\``, right, does, built]),
  );
}

export function phasesTable(): string {
  const rows = Object.entries(transitions).map(([kind, { from, to }]) => [
    `\`${kind}\``,
    from.join(', '),
    to === 'same' ? 'where it stood' : to.join(', '),
  ]);
  return table(['What happened', 'Where the task may stand', 'Where it may stand after'], rows);
}
