import { diffRows, hunkRows } from './diff-rows.ts';
import { html, type Html } from './markup.ts';
import { renderMarkdown } from './markdown.ts';
import type { Thread } from './page-state.ts';
import { nameOf, timeOf } from './pieces.ts';

/** A review comment and its answers below the lines that they are about. */
export function threadBox({ path, line, originalLine, isResolved, isOutdated, comments }: Thread): Html {
  const [first] = comments.nodes;
  const rows = hunkRows(first?.diffHunk ?? '');
  const replaced = rows.slice(-1).map(({ text }) => text);
  const place = line ?? originalLine;
  const state = isResolved ? 'resolved' : isOutdated ? 'outdated' : null;
  const tag = state === null ? null : html`<span class="tag">${state}</span>`;
  return html`<section class="thread">
    <header><code>${place === null ? path : `${path}:${place}`}</code> ${tag}</header>
    ${diffRows(rows)}
    ${comments.nodes.map(
      ({ author, createdAt, body }) =>
        html`<div class="said">
          <p>${nameOf(author)} at ${timeOf(createdAt)}</p>
          ${renderMarkdown(body, replaced)}
        </div>`,
    )}
  </section>`;
}
