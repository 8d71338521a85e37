/**
 * What an attempt learned from a red run: plain text for the next prompt and, in a code block, for people; both read
 * the same. It is cut to a budget, the most important first: that tests failed, which, what each says (pytest's `E `
 * lines), the source lines they point to, and the tracebacks last. Nothing later in that order takes room from
 * anything earlier, and the same failures give the same text.
 */
import { assertionLines } from '../../task/results/failure-signature.ts';
import type { TestCase } from '../../task/results/test-results.ts';
import { tracebackPlaces } from '../../task/results/traceback.ts';
import { oneLine, withoutInvisible } from '../../markdown/invisible.ts';
import { cutLine, firstBytes, lastBytes } from '../cut.ts';
import { sourceExcerpt, type Source } from './source-excerpt.ts';

type Failure = Pick<TestCase, 'id' | 'message' | 'detail'>;

export type FailureWords = {
  /** The most important first. */
  readonly failed: readonly Failure[];
  /** GitHub's conclusion of the run. */
  readonly conclusion: string | null;
  readonly source: Source;
};

/** Of English and Python, within a few per cent. */
const bytesPerToken = 3.3;
const most = { name: 160, line: 300, assertionLines: 12, excerpts: 3 };
/** Between two blocks stands a blank line, between two lines of one a line end. */
const gap = 2;
const shortestTrace = 100;

type Block = { readonly name: string; said: string; readonly excerpts: string[]; trace: string };

export function failureText({ failed, conclusion, source }: FailureWords, budgetTokens = 2_400): string {
  const maxBytes = Math.floor(budgetTokens * bytesPerToken);
  if (failed.length === 0)
    return firstBytes(
      `The test run ended with "${oneLine(conclusion ?? 'no conclusion')}", but no test failed.`,
      maxBytes,
    );
  const head = failed.length === 1 ? '1 test failed.' : `${failed.length} tests failed.`;
  const budget = { left: maxBytes - bytes(head) };
  const blocks = nameAll(failed, budget);
  sayAll(failed, blocks, budget);
  showSources(failed, blocks, source, budget);
  trace(failed, blocks, budget);
  const hidden = failed.length - blocks.length;
  const more = hidden > 0 ? [`… and ${hidden} more`] : [];
  return firstBytes([head, ...blocks.map(written), ...more].join('\n\n'), maxBytes);
}

/** Bytes that may still be spent. */
type Budget = { left: number };

function fits({ left }: Budget, text: string): boolean {
  return bytes(text) + gap <= left;
}

function nameAll(failed: readonly Failure[], budget: Budget): Block[] {
  const blocks: Block[] = [];
  const names = failed.map(({ id }) => cutLine(oneLine(id), most.name));
  const whole = names.reduce((sum, name) => sum + bytes(name) + gap, 0);
  // Where not all fit, the note of how many are missing needs room as well.
  const spare = whole > budget.left ? 30 : 0;
  for (const name of names) {
    if (bytes(name) + gap + spare > budget.left) break;
    budget.left -= bytes(name) + gap;
    blocks.push({ name, said: '', excerpts: [], trace: '' });
  }
  budget.left -= spare;
  return blocks;
}

/** What each test says. Where there is not room for all of it, each gets its share. */
function sayAll(failed: readonly Failure[], blocks: readonly Block[], budget: Budget): void {
  for (const [index, block] of blocks.entries()) {
    const { message = '', detail = '' } = failed[index] ?? {};
    const share = Math.floor(budget.left / (blocks.length - index)) - gap;
    block.said = firstBytes(assertionOf(message, detail), share);
    if (block.said !== '') budget.left -= bytes(block.said) + gap;
  }
}

function assertionOf(message: string, detail: string): string {
  const lines = assertionLines(withoutInvisible(detail));
  if (lines.length === 0) return message.trim() === '' ? '' : `E   ${cutLine(oneLine(message), most.line)}`;
  const shown = lines.slice(0, most.assertionLines).map((line) => cutLine(line.trimEnd(), most.line));
  return [...shown, ...(lines.length > shown.length ? ['E   …'] : [])].join('\n');
}

/** The innermost place of each failure first, then what led there; a place that two failures share is shown once. */
function showSources(
  failed: readonly Failure[],
  blocks: readonly Block[],
  source: Source,
  budget: Budget,
): void {
  const shown = new Set<string>();
  const places = blocks.map((_, index) => tracebackPlaces(failed[index]?.detail ?? ''));
  for (let depth = 0; depth < most.excerpts; depth += 1)
    for (const [index, block] of blocks.entries()) {
      const place = places[index]?.[depth];
      const excerpt = place && sourceExcerpt(place, source);
      if (!excerpt || shown.has(excerpt) || !fits(budget, excerpt)) continue;
      shown.add(excerpt);
      block.excerpts.push(excerpt);
      budget.left -= bytes(excerpt) + gap;
    }
}

function trace(failed: readonly Failure[], blocks: readonly Block[], budget: Budget): void {
  for (const [index, block] of blocks.entries()) {
    const { message = '', detail = '' } = failed[index] ?? {};
    const text = withoutInvisible(detail)
      .replace(/^\s*\n/, '')
      .trimEnd();
    // A traceback that only repeats what was said teaches nothing.
    if (text === block.said || text === withoutInvisible(message).trim()) continue;
    const share = Math.floor(budget.left / (blocks.length - index)) - gap;
    if (text === '' || share < shortestTrace) continue;
    block.trace = lastBytes(text, share);
    budget.left -= bytes(block.trace) + gap;
  }
}

function written({ name, said, excerpts, trace: detail }: Block): string {
  const title = said === '' ? name : `${name}\n${said}`;
  return [title, ...excerpts, ...(detail === '' ? [] : [detail])].join('\n\n');
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
