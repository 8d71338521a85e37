import { stripVTControlCharacters, styleText } from 'node:util';
import { withoutInvisible } from '../../markdown/invisible.ts';
import type { Moment } from '../../words/entries/moment.ts';
import { wrap } from '../../words/wrap.ts';

export type Progress = (moment: Moment) => void;

const marks = { step: '·', red: '✗', green: '✓', note: '!', wait: '…', stop: '■' } as const;
const colours = {
  step: 'dim',
  red: 'red',
  green: 'green',
  note: 'yellow',
  wait: 'dim',
  stop: 'yellow',
} as const;
/** No line is longer. What belongs to a moment stands below its text. */
const columns = 100;
const indent = 22;

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
  const [first = '', ...more] = wrap(harmless(text), columns - indent);
  const below = [...more.map((line) => `  ${line}`), ...detail.map(harmless)];
  const head = `${paint('dim', time)}  ${paint('bold', source.padEnd(9))} ${paint(colours[mark], marks[mark])} ${first}\n`;
  const rest = below
    .flatMap((line) => wrap(line, columns - indent))
    .map((line) => `${' '.repeat(indent)}${paint('dim', line)}\n`);
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
