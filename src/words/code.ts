import { longestRun, notACommand } from '../markdown/inert.ts';
import { oneLine, withoutInvisible } from '../markdown/invisible.ts';
import { cut, cutLine } from './cut.ts';
import { breakMarkers } from './markers.ts';

/** Somebody's words as inline code: nothing in it is a mention, a reference or a link. */
export function codeSpan(text: string, most = 200): string {
  const line = cutLine(breakMarkers(oneLine(text)), most);
  if (line === '') return '` `';
  const ticks = '`'.repeat(longestRun(line) + 1);
  // One space at each end is not shown, and keeps a backtick of the text apart from ours.
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** Somebody's words as a code block, with a fence longer than any inside. */
export function fenced(text: string, most = 8_000, info = ''): string {
  const lines = breakMarkers(cut(withoutInvisible(text).replace(/\s+$/, ''), most)).split('\n');
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${ticks}${info}`, ...lines.map(notACommand), ticks].join('\n');
}
