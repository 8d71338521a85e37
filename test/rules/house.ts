/** The source tree as the rules see it: files, their rooms, and what they import. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Files under a folder with these endings; paths from the root, with slashes, in order. */
export function filesUnder(folder: string, endings: readonly string[]): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** What git holds or would add: everything that the repository says. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

const specifier =
  /^(?:import|export)\b[^;]*?\bfrom\s+'([^'\n]+)'|^import\s+'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

export type Import = {
  readonly from: string;
  readonly to: string;
  readonly kind: 'own' | 'library';
  /** `types`: gone when the program runs. */
  readonly what: 'types' | 'values';
};

/** Every import of a file, types too; of our own modules as paths from the root. */
export function importsIn(path: string, text: string): Import[] {
  return [...text.matchAll(specifier)].map((match) => {
    const named = match[1] ?? match[2] ?? match[3] ?? '';
    const what = /^(?:import|export) type\b/.test(match[0]) ? 'types' : 'values';
    return named.startsWith('.')
      ? { from: path, to: posix.normalize(`${dirname(path)}/${named}`), kind: 'own', what }
      : { from: path, to: named, kind: 'library', what };
  });
}

export function importsOf(path: string): Import[] {
  return importsIn(path, read(path));
}

/**
 * The room of a file: its folder in src. `agents/openai` is a room of its own, and a file of the ground floor is a room
 * by its name.
 */
export function roomOf(path: string): string {
  if (path.startsWith('src/agents/openai/')) return 'agents/openai';
  const [, first = ''] = path.split('/');
  return first.replace(/\.(?:ts|mjs)$/, '');
}
