/** The two tables of docs/architecture.md: folders, and imports. `node test/tools/print-house.ts` prints them. */
import { folders, rooms, type Room } from '../rules/rooms.ts';

export function foldersTable(): string {
  const rows = folders.map(([folder, holds]) => `| \`${folder}\` | ${holds} |`);
  return ['| folder | holds |', '|---|---|', ...rows].join('\n');
}

export function importsTable(): string {
  const rows = rooms.map(({ room, imports }) => `| \`${room}\` | ${importsText(imports)} |`);
  return ['| room | may import |', '|---|---|', ...rows].join('\n');
}

function importsText(imports: Room['imports']): string {
  if ('allBut' in imports) return `everything but ${namesText(imports.allBut)}`;
  return imports.length === 0 ? 'nothing of ours' : namesText(imports);
}

function namesText(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

if (import.meta.main) process.stdout.write(`${foldersTable()}\n\n${importsTable()}\n`);
