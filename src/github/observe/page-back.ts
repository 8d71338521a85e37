/** Older pages of an issue's lists, fetched only where what is needed is older than what came with the question. */
import type { z } from 'zod';
import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import { splitRepo } from '../../task/names.ts';
import { failureOf, type GraphqlClient } from '../transport/graphql.ts';
import { rawComments, rawLabelled } from './raw-situation.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import { valueAt } from '../transport/value-at.ts';
import { commentFields, whoFragment } from './situation-query.ts';

type Page<N> = {
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
  readonly nodes: readonly N[];
};

const pageInfo = 'pageInfo { hasPreviousPage startCursor }';
const comments = `comments(last: 100, before: $before) { ${pageInfo} nodes { ${commentFields} } }`;
const labelled = `timelineItems(last: 100, before: $before, itemTypes: [LABELED_EVENT]) {
  ${pageInfo} nodes { __typename ... on LabeledEvent { createdAt actor { ...Who } label { name } } } }`;

function pageOf(on: 'issue' | 'pullRequest', list: string): string {
  return `query Older($owner: String!, $name: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $name) { on: ${on}(number: $number) { list: ${list} } } }
${whoFragment}`;
}

/** So many pages at most: a thousand entries newer than the label are somebody's play. */
const maxPages = 10;

export type Pages<N> = { readonly kind: 'pages'; readonly nodes: readonly N[] };

type Ask<N> = {
  readonly graphql: GraphqlClient;
  readonly look: ObserveRequest;
  readonly number: number;
  readonly first: Page<N>;
  /** Whether what is there already goes back far enough. */
  readonly enough: (nodes: readonly N[]) => boolean;
};

type RawComment = z.infer<typeof rawComments>['nodes'][number];
type RawLabelledEvent = z.infer<typeof rawLabelled>['nodes'][number];

export function olderComments(
  ask: Ask<RawComment>,
  on: 'issue' | 'pull',
): Promise<Pages<RawComment> | Failure> {
  return pageBack(ask, pageOf(on === 'issue' ? 'issue' : 'pullRequest', comments), rawComments);
}

export function olderLabelled(ask: Ask<RawLabelledEvent>): Promise<Pages<RawLabelledEvent> | Failure> {
  return pageBack(ask, pageOf('issue', labelled), rawLabelled);
}

async function pageBack<N>(
  { graphql, look, number, first, enough }: Ask<N>,
  text: string,
  schema: z.ZodType<Page<N>>,
): Promise<Pages<N> | Failure> {
  const nodes = [...first.nodes];
  let edge = first.pageInfo;
  for (let pages = 0; pages < maxPages && edge.hasPreviousPage && !enough(nodes); pages += 1) {
    const { owner, name } = splitRepo(look.repo);
    const variables = { owner, name, number, before: edge.startCursor };
    const reply = await graphql.send({ text, variables, mutations: 0 });
    if (reply.kind !== 'reply') return reply;
    const [error] = reply.errors;
    if (error) return failureOf(error);
    const read = parseAnswer(schema, valueAt(reply.data, ['repository', 'on', 'list']), 'older entries');
    if (read.kind !== 'shaped') return read;
    edge = read.value.pageInfo;
    nodes.unshift(...read.value.nodes);
  }
  return { kind: 'pages', nodes };
}
