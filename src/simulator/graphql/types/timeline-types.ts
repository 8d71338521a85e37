import type { Comment, Issue, Pull, Review, TimelineEvent } from '../../state/repository.ts';
import type { Connection } from '../connection.ts';
import { connection } from '../connection.ts';
import type { Args, Fields, Typed } from '../source.ts';
import { actorNode, as, text, texts, time } from '../source.ts';
import { conversationPath, webUrl } from '../web-url.ts';

type EventSource = {
  event: TimelineEvent;
  conversation: Issue | Pull;
};

/** docs.github.com/graphql/reference/unions#issuetimelineitems, #pullrequesttimelineitems */
const typeNames: Record<TimelineEvent['type'], string> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  renamed: 'RenamedTitleEvent',
  merged: 'MergedEvent',
  converted_to_draft: 'ConvertToDraftEvent',
  ready_for_review: 'ReadyForReviewEvent',
  head_ref_deleted: 'HeadRefDeletedEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
  base_ref_changed: 'BaseRefChangedEvent',
};

export function timelineItems(
  conversation: Issue | Pull,
  args: Args,
): Connection<Typed> & { filteredCount: number; pageCount: number; updatedAt: string } {
  const types = texts(args, 'itemTypes');
  const since = text(args, 'since');
  const items = itemsOf(conversation).filter(
    ({ at, node }) =>
      (types === undefined || types.includes(itemType(node.__typename))) &&
      (since === undefined || at >= new Date(since)),
  );
  const page = connection(
    'timelineItems',
    items.map(({ node }) => node),
    args,
  );
  return {
    ...page,
    filteredCount: items.length,
    pageCount: page.nodes.length,
    updatedAt: time(conversation.updatedAt),
  };
}

function itemsOf(conversation: Issue | Pull): { at: Date; node: Typed }[] {
  const events = conversation.timeline.map((event) => ({
    at: event.createdAt,
    node: as(typeNames[event.type], { event, conversation } satisfies EventSource),
  }));
  const comments = conversation.comments.map((one: Comment) => ({
    at: one.createdAt,
    node: as('IssueComment', one),
  }));
  const reviews =
    conversation.kind === 'pull'
      ? conversation.reviews.flatMap((one: Review) =>
          one.submittedAt === null ? [] : [{ at: one.submittedAt, node: as('PullRequestReview', one) }],
        )
      : [];
  return [...events, ...comments, ...reviews].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** `LabeledEvent` is asked for as `LABELED_EVENT`. */
function itemType(typeName: string): string {
  return typeName.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

const event: Fields<EventSource> = {
  id: (source) => source.event.nodeId,
  actor: (source) => actorNode(source.event.actor),
  createdAt: (source) => time(source.event.createdAt),
};

const labelling: Fields<EventSource> = {
  ...event,
  label: ({ event: one }) => (one.type === 'labeled' || one.type === 'unlabeled' ? one.label : null),
  labelable: subject,
};

function subject({ conversation }: EventSource): Typed {
  return as(conversation.kind === 'pull' ? 'PullRequest' : 'Issue', conversation);
}
const onPull: Fields<EventSource> = { ...event, pullRequest: ({ conversation }) => conversation };

export const timelineTypes = {
  LabeledEvent: labelling,
  UnlabeledEvent: labelling,
  ClosedEvent: {
    ...event,
    closable: subject,
    stateReason: only('closed', (one) => one.stateReason?.toUpperCase() ?? null),
    closer: only('closed', ({ closer }, { repository }) => {
      if (closer === null) return null;
      return closer.kind === 'pull'
        ? as('PullRequest', closer.pull)
        : as('Commit', { repository, oid: closer.oid });
    }),
    resourcePath: pathOf,
    url: (source, _args, { world }) => webUrl(world, pathOf(source)),
  } satisfies Fields<EventSource>,
  ReopenedEvent: { ...event, closable: subject, stateReason: () => null } satisfies Fields<EventSource>,
  RenamedTitleEvent: {
    ...event,
    subject,
    previousTitle: only('renamed', ({ from }) => from),
    currentTitle: only('renamed', ({ to }) => to),
  } satisfies Fields<EventSource>,
  MergedEvent: {
    ...onPull,
    commit: only('merged', ({ oid }, { repository }) => ({ repository, oid })),
    mergeRefName: only('merged', ({ refName }) => refName),
  } satisfies Fields<EventSource>,
  ConvertToDraftEvent: onPull,
  ReadyForReviewEvent: onPull,
  HeadRefDeletedEvent: {
    ...onPull,
    headRefName: only('head_ref_deleted', ({ refName }) => refName),
  } satisfies Fields<EventSource>,
  HeadRefForcePushedEvent: {
    ...onPull,
    beforeCommit: only('head_ref_force_pushed', ({ before }, { repository }) => ({
      repository,
      oid: before,
    })),
    afterCommit: only('head_ref_force_pushed', ({ after }, { repository }) => ({ repository, oid: after })),
  } satisfies Fields<EventSource>,
  BaseRefChangedEvent: {
    ...onPull,
    previousRefName: only('base_ref_changed', ({ from }) => from),
    currentRefName: only('base_ref_changed', ({ to }) => to),
  } satisfies Fields<EventSource>,
};

/** A field of one kind of event; a source of another kind cannot come here. */
function only<T extends TimelineEvent['type'], R>(
  type: T,
  read: (event: Extract<TimelineEvent, { type: T }>, conversation: Issue | Pull) => R,
): (source: EventSource) => R | null {
  return ({ event: one, conversation }) => (isA(one, type) ? read(one, conversation) : null);
}

function isA<T extends TimelineEvent['type']>(
  one: TimelineEvent,
  type: T,
): one is Extract<TimelineEvent, { type: T }> {
  return one.type === type;
}

function pathOf(source: EventSource): string {
  return `${conversationPath(source.conversation)}#event-${source.event.id}`;
}
