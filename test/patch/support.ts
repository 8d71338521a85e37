import { readPage } from '../../src/markdown/page.ts';
import { visibleText } from '../../src/markdown/visible.ts';
import { changeBetween, type Change, type FileMode, type Files } from '../../src/patch/change/change.ts';
import { parseDirective, type Directive } from '../../src/patch/parse/directive.ts';
import type { Edit } from '../../src/patch/edit.ts';
import { findEdits } from '../../src/patch/find-edits.ts';
import { land } from '../../src/patch/land/land.ts';
import { parseDiff } from '../../src/patch/parse/unified-diff.ts';

/** Files of plain text. */
export function filesOf(texts: Readonly<Record<string, string>>, mode: FileMode = 'file'): Files {
  return new Map(
    Object.entries(texts).map(([path, text]) => [path, { mode, bytes: new TextEncoder().encode(text) }]),
  );
}

/** The directive of an issue's text. */
export function directiveIn(body: string): Directive {
  return parseDirective(readPage(body, () => visibleText(body), findEdits));
}

export function changeOf(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Change {
  return changeBetween(filesOf(before), filesOf(after));
}

/** What landed, path → text (null: deleted), or `reason: message`. */
export function landTexts(
  before: Readonly<Record<string, string>>,
  edits: readonly Edit[],
): Record<string, string | null> | string {
  const landing = land(filesOf(before), edits);
  if (landing.kind === 'refused') return `${landing.reason}: ${landing.message}`;
  return Object.fromEntries(
    landing.change.map(({ path, after }) => [path, after && Buffer.from(after.bytes).toString('utf8')]),
  );
}

/** Lands a diff on one file `a.py`; its hunks are given without a file header. */
export function landHunk(before: string, hunks: string): string | null | undefined {
  const parsed = parseDiff(`--- a/a.py\n+++ b/a.py\n${hunks}`);
  if (parsed.kind === 'refused') return `${parsed.reason}: ${parsed.message}`;
  const landed = landTexts({ 'a.py': before }, parsed.edits);
  return typeof landed === 'string' ? landed : landed['a.py'];
}
