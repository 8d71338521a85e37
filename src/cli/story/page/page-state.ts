/** The issues and pull requests of a repository as GitHub's GraphQL API tells of them: what a page is made of. */
import { z } from 'zod';

const text = z.string();
const who = z.object({ __typename: text, login: text }).nullable();
const label = z.object({ name: text, color: text });
const connection = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });

const event = { createdAt: text, actor: who };

const item = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('IssueComment'),
    body: text,
    createdAt: text,
    lastEditedAt: text.nullable(),
    author: who,
  }),
  z.object({
    __typename: z.literal('PullRequestReview'),
    id: text,
    body: text,
    state: text,
    createdAt: text,
    author: who,
  }),
  z.object({ __typename: z.literal('LabeledEvent'), ...event, label }),
  z.object({ __typename: z.literal('UnlabeledEvent'), ...event, label }),
  z.object({
    __typename: z.literal('ClosedEvent'),
    ...event,
    stateReason: text.nullable(),
    closer: z.object({ __typename: text, number: z.number().optional() }).nullable(),
  }),
  z.object({ __typename: z.literal('ReopenedEvent'), ...event }),
  z.object({
    __typename: z.literal('MergedEvent'),
    ...event,
    commit: z.object({ oid: text }).nullable(),
    mergeRefName: text,
  }),
  z.object({ __typename: z.literal('HeadRefDeletedEvent'), ...event, headRefName: text }),
  // What a page does not tell of, such as a change of the title.
  z.object({ __typename: z.enum(['RenamedTitleEvent', 'ConvertToDraftEvent', 'ReadyForReviewEvent']) }),
  z.object({ __typename: z.enum(['HeadRefForcePushedEvent', 'BaseRefChangedEvent']) }),
]);

const annotation = z.object({
  path: text,
  message: text,
  title: text.nullable(),
  annotationLevel: text,
  location: z.object({ start: z.object({ line: z.number() }) }),
});

const checkRun = z.object({
  databaseId: z.number(),
  name: text,
  status: text,
  conclusion: text.nullable(),
  title: text.nullable(),
  summary: text.nullable(),
  annotations: connection(annotation),
});

const suite = z.object({
  workflowRun: z.object({ databaseId: z.number(), workflow: z.object({ name: text }) }).nullable(),
  checkRuns: connection(checkRun),
});

const commit = z.object({
  oid: text,
  messageHeadline: text,
  committedDate: text,
  author: z.object({ name: text.nullable() }).nullable(),
  checkSuites: connection(suite),
});

const thread = z.object({
  path: text,
  line: z.number().nullable(),
  originalLine: z.number().nullable(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  comments: connection(
    z.object({
      body: text,
      createdAt: text,
      diffHunk: text,
      author: who,
      pullRequestReview: z.object({ id: text }).nullable(),
    }),
  ),
});

const conversation = {
  number: z.number(),
  title: text,
  body: text,
  createdAt: text,
  author: who,
  labels: connection(label),
  timelineItems: connection(item),
};

const issue = z.object({
  ...conversation,
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: text.nullable(),
});

const pull = z.object({
  ...conversation,
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  headRefName: text,
  baseRefName: text,
  commits: connection(z.object({ commit })),
  reviewThreads: connection(thread),
});

/** The repository of a story with its issues and pull requests. */
export const pageState = z.object({
  nameWithOwner: text,
  issues: connection(issue),
  pullRequests: connection(pull),
});

export type PageState = z.infer<typeof pageState>;
export type Who = z.infer<typeof who>;
export type Label = z.infer<typeof label>;
export type Item = z.infer<typeof item>;
export type IssueState = z.infer<typeof issue>;
export type PullState = z.infer<typeof pull>;
export type Commit = z.infer<typeof commit>;
export type CheckRun = z.infer<typeof checkRun>;
export type Suite = z.infer<typeof suite>;
export type Thread = z.infer<typeof thread>;
