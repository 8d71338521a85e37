/**
 * Markdown in which nothing works but text, lists, emphasis and code. Code is written again in a form that can be read
 * in one way only (fences on a line of their own, spans within a line, no stray backtick): what is code here is code
 * for GitHub too.
 */
import { isFenceEnd, openingOf } from './fences.ts';

export function inertMarkdown(text: string): string {
  const lines = text.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const opening = openingOf(line);
    if (!opening) {
      out.push(inertLine(line));
      continue;
    }
    const last = closingOf(lines, at + 1, opening.mark);
    const inside = lines.slice(at + 1, last).map(notACommand);
    const ticks = '`'.repeat(Math.max(3, longestRun(inside.join('\n')) + 1));
    const info = /^[\w+-]{1,20}/.exec(opening.info)?.[0] ?? '';
    // A blank line before: from there on a fence begins whatever stood above.
    if (out.length > 0 && out.at(-1) !== '') out.push('');
    out.push(`${ticks}${info}`, ...inside, ticks);
    if (last + 1 < lines.length && lines[last + 1] !== '') out.push('');
    at = last;
  }
  return out.join('\n');
}

/** The line of the closing fence; of a fence that is never closed, the end of the text. */
function closingOf(lines: readonly string[], from: number, mark: string): number {
  for (let at = from; at < lines.length; at += 1) {
    if (isFenceEnd(mark, (lines[at] ?? '').trim())) return at;
  }
  return lines.length;
}

const slash = /^(\s*(?:(?:[>*+-]|\d{1,9}[.)])\s*)*)\/(?=[a-z])/i;

/** A fence within a quotation or a list: all that follows would be code to GitHub and prose to us. */
const innerFence = /^((?:\s|[>*+-]|\d{1,9}[.)])*)~~~/;

/** What `inertLine` looks for has one of these in it. */
const mayWork = /[/~|:`<&\]#@]|www\.|gh\\*-/i;

function inertLine(line: string): string {
  if (!mayWork.test(line)) return line;
  const calm = withoutTable(line.replace(slash, '$1\\/').replace(innerFence, '$1\\~~~'));
  // In pieces: to look at the end of a text that grows, the engine copies all of it.
  const out: string[] = [];
  for (const { kind, text } of splitSpans(calm)) {
    if (kind === 'code') addCode(out, text);
    else addProse(out, text);
  }
  return out.join('');
}

/** In a table a bar ends a cell, within code too, and would set free what the code holds. */
function withoutTable(line: string): string {
  const row = line.replace(/^[\s>|]+/, '').trimEnd();
  const delimiters = /[|:]/.test(line) && /^:?-+:?(?:\s*\|\s*:?-+:?)*(?:\s*\|)?$/.test(row);
  return delimiters ? line.replace('-', '\\-') : line;
}

type Piece = { readonly kind: 'code' | 'prose'; readonly text: string };

/** Code spans as CommonMark has them: a run of backticks to the next run of the same length, here on one line. */
function splitSpans(line: string): Piece[] {
  if (!line.includes('`')) return [{ kind: 'prose', text: line }];
  const runs = [...line.matchAll(/`+/g)].map(({ 0: run, index }) => ({ length: run.length, index }));
  // Last first, so that what lies behind is dropped from the end.
  const later = new Map<number, number[]>();
  for (const [at, { length }] of [...runs.entries()].toReversed()) {
    const known = later.get(length);
    if (known) known.push(at);
    else later.set(length, [at]);
  }
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at < runs.length; at += 1) {
    const opener = runs[at];
    const same = (opener && later.get(opener.length)) ?? [];
    while ((same.at(-1) ?? Infinity) <= at) same.pop();
    const closer = same.at(-1);
    const end = closer === undefined ? undefined : runs[closer];
    if (!opener || closer === undefined || !end) continue;
    pieces.push({ kind: 'prose', text: line.slice(from, opener.index) });
    from = end.index + end.length;
    pieces.push({ kind: 'code', text: line.slice(opener.index, from) });
    at = closer;
  }
  pieces.push({ kind: 'prose', text: line.slice(from) });
  return pieces;
}

/** A backslash before it would take the code's first backtick away; two spans must not grow together. */
function addCode(out: string[], code: string): void {
  while (out.at(-1)?.endsWith('\\') === true) {
    const before = withoutBackslashes(out.pop() ?? '');
    if (before !== '') out.push(before);
  }
  if (out.at(-1)?.endsWith('`') === true) out.push(' ');
  out.push(code);
}

/** From behind, character by character: a pattern would try a long row of backslashes from each of them. */
function withoutBackslashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\\') end -= 1;
  return text.slice(0, end);
}

const tail = '(?:[^\\s`<>()[\\]\\\\]*[^\\s`<>()[\\]\\\\.,;:!?\'"*_~])?';
/**
 * What GitHub would make a link, a reference or a mention of, with all that is glued to it (it would stand free behind
 * the code); and single characters that begin markup.
 */
const live = new RegExp(
  '(?<!\\\\)\\\\*(?:' +
    `(?<code>(?:(?:https?|ftp):\\/\\/|mailto:|xmpp:|www\\.)${tail}|(?:#\\d|\\bGH\\\\*-\\d|(?<![a-z0-9])@[a-z0-9](?:[\\w./-]*\\w)?)[\\w@#-]*)` +
    '|(?<ticks>`+)|(?<mark><|&(?=#?\\w{1,40};)|\\](?=[([:])))',
  'gi',
);

function addProse(out: string[], text: string): void {
  const add = (piece: string): void => {
    if (piece !== '') out.push(piece);
  };
  let from = 0;
  for (const match of text.matchAll(live)) {
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    const { code, ticks, mark } = match.groups ?? {};
    if (code !== undefined) addCode(out, `\`${code}\``);
    else add(ticks === undefined ? `\\${mark ?? ''}` : "'".repeat(ticks.length));
  }
  add(text.slice(from));
}

/** Bots that read comments without knowing Markdown obey a line of code that begins with a slash. */
export function notACommand(line: string): string {
  return line.replace(/^\/(?=[a-z])/i, ' /');
}

export function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
