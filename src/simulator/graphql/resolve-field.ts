import type { GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import { findRepository } from '../ops/access/lookups.ts';
import { canSee } from '../ops/access/permit.ts';
import { findNode } from './find-node.ts';
import { checkMutations } from './mutations/check-mutations.ts';
import { issueMutations } from './mutations/issue-mutations.ts';
import type { Mutations } from './mutations/root-mutation.ts';
import { pullMutations } from './mutations/pull-mutations.ts';
import { refMutations } from './mutations/ref-mutations.ts';
import { reviewMutations } from './mutations/review-mutations.ts';
import type { Args, Fields, GraphqlContext } from './source.ts';
import { isTyped, need, notFound, record, texts, time } from './source.ts';
import { accountTypes } from './types/account-types.ts';
import { checkTypes } from './types/check-types.ts';
import { conversationTypes } from './types/conversation-types.ts';
import { gitTypes } from './types/git-types.ts';
import { pullTypes } from './types/pull-types.ts';
import { reactionTypes } from './types/reaction-types.ts';
import { repositoryTypes } from './types/repository-types.ts';
import { reviewTypes } from './types/review-types.ts';
import { timelineTypes } from './types/timeline-types.ts';

const query: Fields<unknown> = {
  repository: (_root, args, { world, actor }) => {
    const repository = findRepository(world, need(args, 'owner'), need(args, 'name'));
    if (repository.isPrivate && !canSee(actor, repository)) {
      throw notFound(
        `Could not resolve to a Repository with the name '${need(args, 'owner')}/${need(args, 'name')}'.`,
      );
    }
    return repository;
  },
  node: (_root, args, context) => findNode(context, need(args, 'id')),
  nodes: (_root, args, context) => (texts(args, 'ids') ?? []).map((id) => findNode(context, id)),
  viewer: (_root, _args, { actor }) => actor.user,
  user: (_root, args, { world }) => {
    const login = need(args, 'login');
    const user = world.users.get(login.toLowerCase());
    if (user?.type !== 'User') throw notFound(`Could not resolve to a User with the login of '${login}'.`);
    return user;
  },
  rateLimit: (_root, _args, { rateLimit }) => ({ ...rateLimit, resetAt: time(rateLimit.resetAt) }),
};

export const mutations: Mutations = {
  ...refMutations,
  ...issueMutations,
  ...pullMutations,
  ...reviewMutations,
  ...checkMutations,
};

/** Each table's fields are given sources of its own type, which its parent's field made: so the tables may be merged. */
export const fieldsByType = {
  Query: query,
  ...repositoryTypes,
  ...accountTypes,
  ...gitTypes,
  ...conversationTypes,
  ...timelineTypes,
  ...reactionTypes,
  ...pullTypes,
  ...reviewTypes,
  ...checkTypes,
} as unknown as Readonly<Record<string, Fields<unknown>>>;

/** A field that nothing here answers is an error, never a null that a test might take for GitHub's word. */
export const resolveField: GraphQLFieldResolver<unknown, GraphqlContext, Args> = (
  source,
  args,
  context,
  info,
) => {
  const type = info.parentType.name;
  if (type === 'Mutation') return mutate(info.fieldName, args, context);
  const of = isTyped(source) ? source.source : source;
  const field = fieldsByType[type]?.[info.fieldName];
  if (field !== undefined) return field(of, args, context);
  if (fieldsByType[type] === undefined && has(of, info.fieldName)) return of[info.fieldName];
  throw new Error(`${type}.${info.fieldName} is not simulated`);
};

function has(source: unknown, field: string): source is Record<string, unknown> {
  return typeof source === 'object' && source !== null && field in source;
}

async function mutate(name: string, args: Args, context: GraphqlContext): Promise<Record<string, unknown>> {
  const mutation = mutations[name];
  if (mutation === undefined) throw new Error(`Mutation.${name} is not simulated`);
  const input = record(args, 'input') ?? {};
  const payload = await mutation(input, context);
  return { clientMutationId: input['clientMutationId'] ?? null, ...payload };
}

export const resolveType: GraphQLTypeResolver<unknown, GraphqlContext> = (value) => {
  if (!isTyped(value)) throw new Error('an object behind an interface says no type');
  return value.__typename;
};
