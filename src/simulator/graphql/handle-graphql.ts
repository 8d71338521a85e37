import { GitHubError } from '../github-error.ts';
import type { Actor } from '../state/access.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import type { RateUsage } from '../http/limits.ts';
import type { Document, Operation } from './read-document.ts';
import { operationOf, readDocument, resourcesOf } from './read-document.ts';
import { executeDocument } from './execute-document.ts';

/** A GraphQL request whose text has been read. */
export type GraphqlCall = {
  document: Document;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | undefined;
  operation: Operation;
};

/** docs.github.com/graphql/guides/forming-calls-with-graphql: a POST with `query`, and `variables` if there are any. */
export function readCall(body: unknown): GraphqlCall {
  const query = field(body, 'query');
  if (typeof query !== 'string')
    throw new GitHubError(400, 'A query attribute must be specified and must be a string.');
  const given = field(body, 'variables');
  const name = field(body, 'operationName');
  const variables = typeof given === 'object' && given !== null ? { ...given } : {};
  const operationName = typeof name === 'string' ? name : undefined;
  const document = readDocument(query);
  const operation: Operation =
    document.kind === 'valid'
      ? operationOf(document.document, operationName, variables)
      : { kind: 'query', name: 'invalid', fields: [] };
  return { document, variables, operationName, operation };
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** Root fields with what each is about: faults wait for them. */
export function faultPoints(
  world: World,
  call: GraphqlCall,
): { operations: string[]; resources: string[] }[] {
  return call.operation.fields.map((root) => ({
    operations: [root.name],
    resources: resourcesOf(world, root),
  }));
}

export async function handleGraphql(
  world: World,
  actor: Actor,
  usage: RateUsage,
  call: GraphqlCall,
): Promise<Answer> {
  const rateLimit = { ...usage, cost: 1, nodeCount: 0 };
  return json(await executeDocument({ world, actor, rateLimit }, call));
}
