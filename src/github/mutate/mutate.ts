/**
 * Several mutations in one document. GitHub runs them in order and goes on after one fails, with HTTP 200: so each
 * has a result of its own, and nothing that must not happen after a failure may stand in the same document.
 */
import type {
  Failure,
  ObserveRequest,
  Mutation,
  MutationReply,
  MutationResult,
} from '../../task/shapes/mutation.ts';
import { splitRepo, type RepoName } from '../../task/names.ts';
import { failureOf, type GraphqlReply } from '../transport/graphql.ts';
import { type GraphqlError, refusalOf } from '../transport/graphql-refusal.ts';
import { mutationField, payloads } from './mutation-field.ts';
import { complete, guessedPaths, type ObserveDeps } from '../observe/observe.ts';
import { valueAt } from '../transport/value-at.ts';
import { defaultPaths } from '../observe/read-policy.ts';
import { situationSelection, type PolicyPaths } from '../observe/situation-query.ts';

/** `look`: what the reply is to show of the situation after it; null: nothing. */
type Mutating = {
  readonly repo: RepoName;
  readonly mutations: readonly Mutation[];
  readonly look: ObserveRequest | null;
  readonly signal: AbortSignal;
};

export async function mutate(
  deps: ObserveDeps,
  { repo, mutations, look, signal }: Mutating,
): Promise<MutationReply> {
  if (mutations.length === 0) return { kind: 'replied', results: [], situation: null };
  const repositoryId = await repositoryIdOf(deps, repo);
  if (typeof repositoryId !== 'string') return repositoryId;
  // Who we are is no part of a mutation's reply: without it what comes back cannot be read.
  const wanted = deps.memory.viewer === null ? null : look;
  const built = buildDocument(deps, { repo, repositoryId, mutations, look: wanted });
  const reply = await deps.graphql.send(
    { text: built.text, variables: built.variables, mutations: mutations.length },
    signal,
  );
  if (reply.kind !== 'reply') return reply;
  const results = mutations.map((_mutation, index) => resultOf(reply, `m${index}`));
  return { kind: 'replied', results, situation: wanted && (await situationIn(deps, wanted, built, reply)) };
}

type Built = {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly last: string;
  readonly paths: PolicyPaths;
};

function buildDocument(
  { memory }: ObserveDeps,
  { repo, repositoryId, mutations, look }: Omit<Mutating, 'signal'> & { readonly repositoryId: string },
): Built {
  const fields = mutations.map((mutation) => mutationField(mutation, repo, repositoryId));
  const last = fields.length - 1;
  const lastName = fields[last]?.name;
  const reaches = lastName !== undefined && payloads[lastName].reaches === 'repository';
  const paths = look ? guessedPaths(memory, look) : defaultPaths;
  const selection = look && reaches ? situationSelection(look, paths) : null;
  const declarations = fields.map(({ inputType }, index) => `$m${index}: ${inputType}`);
  const roots = fields.map(({ name }, index) => {
    // Only the last one has seen all the others.
    const repository = selection && index === last ? 'repository { ...Reply }' : '';
    return `m${index}: ${name}(input: $m${index}) { ${payloads[name].select(repository)} }`;
  });
  const all = [...declarations, ...(selection?.declarations ?? [])].join(', ');
  const inputs = Object.fromEntries(fields.map(({ input }, index) => [`m${index}`, input]));
  const reply = selection ? `fragment Reply on Repository { ${selection.fields} }${selection.fragments}` : '';
  return {
    text: `mutation Change(${all}) {\n${roots.join('\n')}\n}\n${reply}`,
    variables: { ...inputs, ...selection?.variables },
    last: `m${last}`,
    paths,
  };
}

function resultOf(reply: GraphqlReply, alias: string): MutationResult {
  const payload = reply.data[alias];
  if (typeof payload !== 'object' || payload === null) {
    const error = reply.errors.find(({ path }) => path[0] === alias);
    if (error) return { kind: 'refused', reason: refusalOf(error), message: error.message };
    return { kind: 'refused', reason: 'other', message: 'GitHub did not say what became of it' };
  }
  const found = (paths: readonly (readonly string[])[]): unknown =>
    paths.map((path) => valueAt(payload, path)).find((value) => value !== undefined && value !== null);
  const id = found(ids);
  const sha = found([
    ['commit', 'oid'],
    ['pullRequest', 'headRefOid'],
    ['ref', 'target', 'oid'],
  ]);
  const number = found([
    ['pullRequest', 'number'],
    ['issue', 'number'],
  ]);
  return {
    kind: 'done',
    id: typeof id === 'string' ? id : null,
    sha: typeof sha === 'string' ? sha : null,
    number: typeof number === 'number' ? number : null,
  };
}

/** Where a payload holds the id of what was made or changed. */
const ids = [
  ['commentEdge', 'node', 'id'],
  ['reaction', 'id'],
  ['issueComment', 'id'],
  ['comment', 'id'],
  ['pullRequest', 'id'],
  ['pullRequestReview', 'id'],
  ['checkRun', 'id'],
  ['label', 'id'],
  ['labelable', 'id'],
  ['issue', 'id'],
  ['ref', 'id'],
] as const;

/** The state after the last mutation; null where its reply does not reach it, or it failed. */
async function situationIn(
  deps: ObserveDeps,
  look: ObserveRequest,
  { last, paths }: Built,
  reply: GraphqlReply,
) {
  const holders = [
    'subject',
    'labelable',
    'ref',
    'pullRequest',
    'issueComment',
    'comment',
    'label',
    'pullRequestReview',
    'checkRun',
    'issue',
  ];
  const holder = holders.find((key) => valueAt(reply.data, [last, key, 'repository']));
  if (holder === undefined) return null;
  const below = reply.errors.filter((error) => isBelow(error, last));
  const data = valueAt(reply.data, [last, holder, 'repository']);
  const situation = await complete(deps, look, paths, { data, errors: below, depth: 3 });
  return 'kind' in situation ? null : situation;
}

function isBelow({ path }: GraphqlError, alias: string): boolean {
  return path[0] === alias;
}

async function repositoryIdOf({ graphql, memory }: ObserveDeps, repo: RepoName): Promise<string | Failure> {
  const known = memory.repositoryIds.get(repo);
  if (known !== undefined) return known;
  const { owner, name } = splitRepo(repo);
  const text =
    'query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }';
  const reply = await graphql.send({ text, variables: { owner, name }, mutations: 0 });
  if (reply.kind !== 'reply') return reply;
  const [error] = reply.errors;
  if (error) return failureOf(error);
  const id = valueAt(reply.data, ['repository', 'id']);
  if (typeof id !== 'string') return { kind: 'unknown', message: `GitHub told nothing about ${repo}` };
  memory.repositoryIds.set(repo, id);
  return id;
}
