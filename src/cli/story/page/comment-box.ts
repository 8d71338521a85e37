import { html, type Html } from './markup.ts';
import { renderMarkdown } from './markdown.ts';
import type { Who } from './page-state.ts';
import { avatar, nameOf, timeOf } from './pieces.ts';

export type Comment = {
  readonly author: Who;
  readonly at: string;
  readonly body: string;
  /** What the author did: "commented". */
  readonly did: string;
  readonly edited: 'edited' | 'as written';
};

/** A comment in its box, with what belongs to it below. */
export function commentBox({ author, at, body, did, edited }: Comment, below: readonly Html[] = []): Html {
  const note = edited === 'edited' ? html` · edited` : null;
  const said =
    body.trim() === '' ? html`<p class="empty">No description provided.</p>` : renderMarkdown(body);
  return html`<article class="comment">
    ${avatar(author)}
    <div class="box">
      <header>${nameOf(author)} ${did} at ${timeOf(at)}${note}</header>
      <div class="body">${said}${below}</div>
    </div>
  </article>`;
}
