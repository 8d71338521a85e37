/** A line of a diff as Sidekick sees it: its hunk, the lines around it as they are now, the outline of its file. */
import type { PromptPart } from '../../agents/prompts/pack-prompt.ts';
import { linesOf, readText } from '../../agents/tools/text-file.ts';
import { outlinePython } from '../../python/outline.ts';
import type { Files } from '../../patch/change/change.ts';
import type { DiffPlace } from '../../task/situation.ts';

const linesAround = 60;

/** `files`: of the head that the diff belongs to. */
export function placeParts({ path, line, side, hunk }: DiffPlace, files: Files): PromptPart[] {
  const file = files.get(path);
  const text = (file && readText(file)?.text) ?? null;
  // A line that was taken away, or moved on since, has no place in the file as it is now.
  const around = text !== null && line !== null && side === 'after' ? numbered(text, line) : '';
  return [
    { label: 'hunk of the diff', text: `${path}\n${hunk}`, fit: 'cut', source: 'code' },
    { label: 'lines around it', text: around, fit: 'cut', source: 'code' },
    {
      label: 'outline of its file',
      text: text !== null && path.endsWith('.py') ? outlineOf(text) : '',
      fit: 'cut',
      source: 'code',
    },
  ];
}

function numbered(text: string, line: number): string {
  const first = Math.max(1, line - linesAround);
  const shown = linesOf(text).slice(first - 1, line + linesAround);
  return shown.map((one, index) => `${first + index}: ${one}`).join('\n');
}

function outlineOf(text: string): string {
  return outlinePython(text)
    .map(({ name, signature, first, last }) => {
      return `${'  '.repeat(name.split('.').length - 1)}${signature} (${first}-${last})`;
    })
    .join('\n');
}
