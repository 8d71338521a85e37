import { comparePaths, type Files } from '../patch/change/change.ts';

/** A file in which the maintainers tell agents how to work; data, like every text of the repository. */
export type Instruction = { readonly path: string; readonly text: string };

/** What one file, and all of them together, may hold in bytes, and how many are taken. */
export const instructionCaps = { each: 16_384, all: 32_768, files: 8 };

/** Names that count in every folder, for what is in it and below. */
const anywhere = /^(?:AGENTS|CLAUDE|GEMINI)\.md$/u;
/** Paths that count for the whole repository. */
const atTop =
  /^(?:\.github\/copilot-instructions\.md|\.github\/instructions\/[^/]+\.md|\.cursor\/rules\/[^/]+\.mdc?|\.cursorrules|\.windsurfrules|\.clinerules)$/u;

/**
 * The instruction files that hold for `paths`: those of the whole repository, and those of each folder above one of the
 * paths. The outermost come first, so that the nearest has the last word; a text that stands twice is taken once. What is
 * over the caps is cut off with a note, from the outermost on, and what is no plain text file is left out.
 */
export function readInstructions(files: Files, paths: readonly string[]): Instruction[] {
  const found = [...files.keys()].filter((path) => holdsFor(path, paths));
  found.sort((one, other) => depthOf(one) - depthOf(other) || comparePaths(one, other));
  const taken: Instruction[] = [];
  const seen = new Set<string>();
  let left = instructionCaps.all;
  for (const path of found) {
    const text = textOf(files, path);
    if (text === null || seen.has(text)) continue;
    seen.add(text);
    const part = cutTo(text, Math.min(left, instructionCaps.each));
    if (part === '' || taken.length === instructionCaps.files) continue;
    left -= Buffer.byteLength(part);
    taken.push({ path, text: part });
  }
  return taken;
}

function holdsFor(path: string, paths: readonly string[]): boolean {
  if (atTop.test(path)) return true;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (!anywhere.test(path.slice(folder.length))) return false;
  return folder === '' || paths.some((one) => one.startsWith(folder));
}

function depthOf(path: string): number {
  return atTop.test(path) ? 0 : path.split('/').length - 1;
}

/** Null: a symlink, or no text, or nothing in it. */
function textOf(files: Files, path: string): string | null {
  const file = files.get(path);
  if (file === undefined || file.mode === 'symlink' || file.mode === 'submodule') return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes).trim();
    return text === '' || text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function note(left: number): string {
  return `[… ${left} bytes more are left out …]`;
}

/** The beginning of a text in whole lines, with a note of what is missing; nothing where not even that has room. */
function cutTo(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.byteLength <= most) return text;
  const room = most - Buffer.byteLength(note(bytes.byteLength)) - 1;
  const end = bytes.lastIndexOf('\n', room);
  if (room <= 0 || end <= 0) return '';
  return `${bytes.subarray(0, end).toString('utf8')}\n${note(bytes.byteLength - end)}`;
}
