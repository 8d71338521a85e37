import { describe, expect, it } from 'vitest';
import { commandsTable, phasesTable } from '../../src/words/documented-tables.ts';
import { commands } from '../../src/task/command.ts';
import { transitions } from '../../src/task/transitions.ts';

describe('the tables of the documentation', () => {
  it('have a row for each command, and no cell that a bar breaks', () => {
    const [head, rule, ...rows] = commandsTable().split('\n');
    expect(head).toBe('| Command | Right | Does | Built |');
    expect(rule).toBe('|---|---|---|---|');
    expect(rows).toHaveLength(commands.length);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
    expect(rows).toContain(
      '| `/cadence stop` | write | cancels the task: closes its pull request, keeps its branch | yes |',
    );
  });

  it('have a row for each transition', () => {
    const rows = phasesTable().split('\n').slice(2);
    expect(rows).toHaveLength(Object.keys(transitions).length);
    expect(rows).toContain('| `admitted` | Backlog | Generate |');
    expect(rows).toContain('| `failed_build_patch` | Execute(tests), Execute(change) | where it stood |');
  });
});
