import { commentBox } from './comment-box.ts';
import { html, type Html } from './markup.ts';
import type { Commit, Item, Thread, Who } from './page-state.ts';
import { avatar, labelPill, markOf, nameOf, shortOid, sign, spaced, timeOf } from './pieces.ts';
import { threadBox } from './thread-box.ts';

type Told = { readonly at: string; readonly html: Html };

export type Timeline = {
  readonly items: readonly Item[];
  readonly commits: readonly Commit[];
  readonly threads: readonly Thread[];
};

/** Everything that happened on an issue or a pull request, in the order of time. */
export function timeline({ items, commits, threads }: Timeline): readonly Html[] {
  const told = [...commits.map(tellCommit), ...items.map((item) => tellItem(item, threads))];
  return told
    .filter((one) => one !== null)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((one) => one.html);
}

function tellCommit({ oid, messageHeadline, committedDate, checkSuites }: Commit): Told {
  const signs = checkSuites.nodes.flatMap(({ checkRuns }) => checkRuns.nodes.map((run) => sign(markOf(run))));
  return {
    at: committedDate,
    html: html`<div class="event commit">
      <span class="dot">○</span>
      <div><code>${messageHeadline}</code> ${spaced(signs)} ${shortOid(oid)}</div>
    </div>`,
  };
}

function tellItem(item: Item, threads: readonly Thread[]): Told | null {
  switch (item.__typename) {
    case 'IssueComment':
      return {
        at: item.createdAt,
        html: commentBox({
          author: item.author,
          at: item.createdAt,
          body: item.body,
          did: 'commented',
          edited: item.lastEditedAt === null ? 'as written' : 'edited',
        }),
      };
    case 'PullRequestReview':
      return tellReview(item, threads);
    case 'LabeledEvent':
      return event(item.createdAt, item.actor, html`added the label ${labelPill(item.label)}`);
    case 'UnlabeledEvent':
      return event(item.createdAt, item.actor, html`removed the label ${labelPill(item.label)}`);
    case 'ClosedEvent': {
      const pull = item.closer?.number;
      const how = pull === undefined ? html`closed this` : html`closed this with #${pull}`;
      return event(item.createdAt, item.actor, how);
    }
    case 'ReopenedEvent':
      return event(item.createdAt, item.actor, html`reopened this`);
    case 'MergedEvent':
      return event(
        item.createdAt,
        item.actor,
        html`merged ${item.commit ? shortOid(item.commit.oid) : null} into <code>${item.mergeRefName}</code>`,
      );
    case 'HeadRefDeletedEvent':
      return event(item.createdAt, item.actor, html`deleted the branch <code>${item.headRefName}</code>`);
    default:
      return null;
  }
}

function event(at: string, who: Who, what: Html): Told {
  return {
    at,
    html: html`<div class="event">
      ${avatar(who)}
      <div>${nameOf(who)} ${what} at ${timeOf(at)}</div>
    </div>`,
  };
}

/** A review with its comments at their lines. */
function tellReview(
  review: Extract<Item, { __typename: 'PullRequestReview' }>,
  threads: readonly Thread[],
): Told {
  const own = threads.filter(({ comments }) => comments.nodes[0]?.pullRequestReview?.id === review.id);
  const { author, createdAt, body } = review;
  const comment = { author, at: createdAt, body, did: 'reviewed', edited: 'as written' } as const;
  return { at: createdAt, html: commentBox(comment, own.map(threadBox)) };
}
