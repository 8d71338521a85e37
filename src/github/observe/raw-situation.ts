/** What the question of situation-query.ts brings back, as GitHub sends it. Only what is read is described. */
import { z } from 'zod';

const oid = z.object({ oid: z.string() });
const at = z.string().transform((text) => Date.parse(text));
const who = z.object({ __typename: z.string(), login: z.string() }).nullable();
export type RawWho = z.infer<typeof who>;

export const rawBlob = z
  .object({ oid: z.string(), text: z.string().nullish(), isTruncated: z.boolean().nullish() })
  .nullable();
export type RawBlob = z.infer<typeof rawBlob>;

const comment = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  createdAt: at,
  lastEditedAt: z.string().nullable(),
  includesCreatedEdit: z.boolean(),
  viewerDidAuthor: z.boolean(),
  author: who,
  reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullable(),
});
export type RawComment = z.infer<typeof comment>;

const backwards = z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() });
export const rawComments = z.object({ pageInfo: backwards, nodes: z.array(comment) });

export const rawLabelled = z.object({
  pageInfo: backwards,
  nodes: z.array(z.object({ createdAt: at, actor: who, label: z.object({ name: z.string() }) })),
});
export type RawLabelled = z.infer<typeof rawLabelled>;

const parents = z.object({ nodes: z.array(oid) });

const checkRun = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  startedAt: at.nullable(),
  completedAt: at.nullable(),
  externalId: z.string().nullable(),
  title: z.string().nullable(),
});
const suite = z.object({
  app: z.object({ slug: z.string() }).nullable(),
  status: z.string(),
  conclusion: z.string().nullable(),
  workflowRun: z
    .object({
      databaseId: z.number(),
      event: z.string(),
      updatedAt: at,
      file: z.object({ path: z.string() }).nullable(),
    })
    .nullable(),
  checkRuns: z.object({ totalCount: z.number(), nodes: z.array(checkRun) }).nullable(),
});
export type RawSuite = z.infer<typeof suite>;

const threads = z.object({
  totalCount: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      isResolved: z.boolean(),
      resolvedBy: z.object({ login: z.string() }).nullable(),
      path: z.string(),
      diffSide: z.enum(['LEFT', 'RIGHT']),
      line: z.number().nullable(),
      originalLine: z.number().nullable(),
      comments: z.object({
        totalCount: z.number(),
        nodes: z.array(comment.extend({ diffHunk: z.string() })),
      }),
    }),
  ),
});
export type RawThreads = z.infer<typeof threads>;

const pull = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  body: z.string(),
  isDraft: z.boolean(),
  mergeable: z.enum(['MERGEABLE', 'CONFLICTING', 'UNKNOWN']),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  isCrossRepository: z.boolean(),
  author: who,
  mergedBy: who,
  mergeCommit: z.object({ oid: z.string(), tree: oid, parents }).nullable(),
  reviews: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        body: z.string(),
        viewerDidAuthor: z.boolean(),
        commit: oid.nullable(),
      }),
    ),
  }),
  comments: rawComments,
  reviewThreads: threads,
  commits: z.object({
    nodes: z.array(
      z.object({
        commit: z.object({
          oid: z.string(),
          message: z.string(),
          tree: oid,
          parents,
          checkSuites: z.object({ totalCount: z.number(), nodes: z.array(suite) }).nullable(),
        }),
      }),
    ),
  }),
});
export type RawPull = z.infer<typeof pull>;

const issue = z.object({
  id: z.string(),
  repository: z.object({ id: z.string() }),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.string(),
  createdAt: at,
  lastEditedAt: at.nullable(),
  closedAt: at.nullable(),
  author: who,
  editor: who,
  userContentEdits: z.object({ nodes: z.array(z.object({ editedAt: at, editor: who })) }).nullable(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
  labelled: rawLabelled,
  renamed: z.object({ nodes: z.array(z.object({ createdAt: at, actor: who })) }),
  closing: z.object({ nodes: z.array(z.object({ actor: who })) }),
  comments: rawComments,
  closers: z.object({ nodes: z.array(z.object({ number: z.number(), author: who })) }).optional(),
});
export type RawIssue = z.infer<typeof issue>;

const rawOpened = z.object({ number: z.number(), body: z.string(), viewerDidAuthor: z.boolean() });
export type RawOpened = z.infer<typeof rawOpened>;

export const rawComparison = z.object({ behindBy: z.number(), baseTarget: oid, headTarget: oid }).nullable();
export type RawComparison = z.infer<typeof rawComparison>;

export const rawRepository = z
  .object({
    id: z.string(),
    nameWithOwner: z.string(),
    isArchived: z.boolean(),
    isPrivate: z.boolean(),
    squashMergeAllowed: z.boolean(),
    mergeCommitAllowed: z.boolean(),
    labels: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }).nullable(),
    /** Null where GitHub does not show it: the roles are then asked for one by one. */
    collaborators: z
      .object({
        pageInfo: z.object({ hasNextPage: z.boolean() }),
        edges: z
          .array(z.object({ permission: z.string(), node: z.object({ login: z.string() }) }))
          .nullable(),
      })
      .nullable(),
    /** Null in a repository without commits. */
    defaultBranchRef: z
      .object({
        name: z.string(),
        target: oid.extend({ checkSuites: z.object({ nodes: z.array(suite) }).nullish() }),
        compare: rawComparison.optional(),
      })
      .nullable(),
    policy: rawBlob,
    ruleset: rawBlob,
    workflow: oid.nullable(),
    headWorkflow: oid.nullable().optional(),
    script: oid.nullable(),
    headScript: oid.nullable().optional(),
    branch: z
      .object({
        target: z.object({ oid: z.string(), message: z.string() }),
        associatedPullRequests: z.object({ nodes: z.array(pull) }).optional(),
      })
      .nullable()
      .optional(),
    pull: pull.nullable().optional(),
    /** Null where GitHub does not find it. One that was moved away may be found under its old number. */
    issue: issue.nullable(),
    opened: z.object({ nodes: z.array(rawOpened) }).optional(),
  })
  .loose();
/** With something that stands for an issue that was not found. */
export type RawRepository = z.infer<typeof rawRepository> & { readonly issue: RawIssue };
