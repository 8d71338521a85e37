import { stripVTControlCharacters, styleText } from 'node:util';
import { withoutInvisible } from '../../markdown/invisible.ts';
import type { Moment } from './moment.ts';

export type Progress = (moment: Moment) => void;

const marks = { step: '·', red: '✗', green: '✓', note: '!', stop: '■' } as const;
const colours = { step: 'dim', red: 'red', green: 'green', note: 'yellow', stop: 'yellow' } as const;

/**
 * A moment as lines: the time since the start, the phase, what happened. Each line stands alone, so that it reads the
 * same in a file. What people and models wrote may hold control characters; a terminal would obey them.
 */
export function renderMoment(
  { source, mark, text, detail }: Moment,
  elapsedMs: number,
  style: 'colour' | 'plain',
): string {
  const paint = (format: (typeof colours)[keyof typeof colours] | 'bold', words: string): string =>
    style === 'colour' ? styleText(format, words, { validateStream: false }) : words;
  const time = `${(elapsedMs / 1000).toFixed(1).padStart(6)} s`;
  const head = `${paint('dim', time)}  ${paint('bold', source.padEnd(9))} ${paint(colours[mark], marks[mark])} ${harmless(text)}\n`;
  const rest = detail.map((line) => `${' '.repeat(22)}${paint('dim', harmless(line))}\n`);
  return head + rest.join('');
}

/** Writes moments as they come. */
export function createProgress(
  stream: { write(text: string): unknown; isTTY?: boolean; hasColors?(): boolean },
  now: () => number,
): Progress {
  const start = now();
  const style = stream.isTTY && stream.hasColors?.() !== false ? 'colour' : 'plain';
  return (moment) => void stream.write(renderMoment(moment, now() - start, style));
}

/** A terminal obeys control characters, and turns lines around at others. */
function harmless(text: string): string {
  return withoutInvisible(stripVTControlCharacters(text)).replaceAll('\n', '');
}
