/** The words of an issue as they were when its task was queued, and the names that were made from them then. */
import { z } from 'zod';
import { headline } from '../../words/pull/headline.ts';
import { goalOf } from '../../markdown/goal.ts';
import { readPage } from '../../markdown/page.ts';
import { visibleLine, visibleText, type VisibleText } from '../../markdown/visible.ts';
import { parseDirective, type Directive } from '../../patch/parse/directive.ts';
import { findEdits } from '../../patch/find-edits.ts';
import { formatBranch, slugOf } from '../../task/names.ts';

const stored = z.strictObject({
  title: z.string(),
  body: z.string(),
  /** Commit and pull-request title, neutralised. */
  headline: z.string(),
  branch: z.string(),
});
/** As the artefact holds it: word for word. */
export type FrozenWords = z.infer<typeof stored>;

/** As the acts read it. Nobody but this file looks into the words themselves. */
export type AuthorisedIssue = {
  /** What GitHub sent, to be stored again. */
  readonly raw: FrozenWords;
  readonly headline: string;
  readonly branch: string;
  readonly title: VisibleText;
  /** Read when somebody asks, and once. */
  readonly body: () => VisibleText;
  readonly directive: () => Directive;
  /** The issue's own words without its code: what a directive's pull request says about itself. */
  readonly goal: () => VisibleText;
};

/** Reads the artefact. */
export const frozen = stored.transform(readWords);

export function readWords(raw: FrozenWords): AuthorisedIssue {
  const body = once(() => visibleText(raw.body));
  return {
    raw,
    headline: raw.headline,
    branch: raw.branch,
    title: visibleLine(raw.title.trim()),
    body,
    directive: once(() => parseDirective(readPage(raw.body, body, findEdits))),
    goal: once(() => goalOf(body(), findEdits)),
  };
}

export function snapshotIssue(
  issue: { number: number; title: string; body: string },
  generation: number,
): FrozenWords {
  return {
    title: issue.title,
    body: issue.body,
    headline: headline(issue.number, issue.title),
    branch: formatBranch(issue.number, slugOf(issue.title), generation),
  };
}

/** New words under the old names: a branch and a title, once published, stay. */
export function renewText({ raw }: AuthorisedIssue, issue: { title: string; body: string }): FrozenWords {
  return { ...raw, title: issue.title, body: issue.body };
}

function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: read() }).value;
}
