import type { ExecutionResult, GraphQLError } from 'graphql';
import { execute, GraphQLError as GraphqlError, Kind } from 'graphql';
import { recordMismatches } from '../conform.ts';
import { GitHubError } from '../github-error.ts';
import type { World } from '../world.ts';
import { countNodes, maxNodes } from './count-nodes.ts';
import type { Document } from './read-document.ts';
import { loadSchema } from './load-schema.ts';
import { resolveField, resolveType } from './resolve-field.ts';
import type { GraphqlContext } from './source.ts';

export type GraphqlRequest = {
  document: Document;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | undefined;
};

/**
 * Runs a document. Root mutations run one after another and go on after one fails; the answer is 200 either way
 * (docs.github.com/graphql/guides/forming-calls-with-graphql, spec.graphql.org section 6.2.2).
 */
export async function executeDocument(
  context: GraphqlContext,
  request: GraphqlRequest,
): Promise<Record<string, unknown>> {
  const { world } = context;
  const { document: read, variables, operationName } = request;
  if (read.kind === 'invalid') return rejected(world, read.errors);
  const operation = read.document.definitions.find(
    (one) =>
      one.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || one.name?.value === operationName),
  );
  if (operation?.kind === Kind.OPERATION_DEFINITION) {
    const { nodeCount, cost } = countNodes(read.document, operation, variables);
    Object.assign(context.rateLimit, { nodeCount, cost });
    if (nodeCount > maxNodes) {
      const message = `This query requests up to ${nodeCount} possible nodes which exceeds the maximum limit of ${maxNodes}.`;
      return { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }] };
    }
  }
  const result: ExecutionResult = await execute({
    schema: loadSchema(),
    document: read.document,
    contextValue: context,
    variableValues: variables,
    ...(operationName === undefined ? {} : { operationName }),
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  if (result.errors === undefined) return { data: result.data };
  const errors = result.errors.map((error) => shown(world, error));
  return result.data === undefined ? { errors } : { data: result.data, errors };
}

/** A document that does not fit the schema is answered like GitHub's, and is a mismatch: the client is wrong. */
function rejected(world: World, errors: readonly GraphQLError[]): Record<string, unknown> {
  recordMismatches(
    world,
    'graphql document',
    errors.map(({ message }) => message),
  );
  return { errors: errors.map(({ message, locations }) => ({ message, locations: locations ?? [] })) };
}

/** An error in GitHub's shape: `type` beside the message. What broke here is written down as a mismatch. */
function shown(world: World, error: GraphQLError): Record<string, unknown> {
  const { originalError: cause, path, locations } = error;
  const place = { ...(path === undefined ? {} : { path }), locations: locations ?? [] };
  if (cause instanceof GitHubError)
    return { type: cause.graphqlType, ...place, message: cause.graphqlMessage };
  const type =
    error.extensions['type'] ?? (cause instanceof GraphqlError ? cause.extensions['type'] : undefined);
  if (typeof type === 'string') return { type, ...place, message: error.message };
  recordMismatches(world, `graphql ${path?.join('.') ?? ''}`, [cause?.stack ?? error.message]);
  return { ...place, message: error.message };
}
