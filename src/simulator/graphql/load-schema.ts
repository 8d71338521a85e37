import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, extendSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** docs.github.com/graphql/reference/objects#issue has these; the published definition lacks them. */
export const servedButUnpublished = `
  extend type Issue {
    blockedBy(after: String, before: String, first: Int, last: Int): IssueConnection!
    blocking(after: String, before: String, first: Int, last: Int): IssueConnection!
  }
`;

let loaded: GraphQLSchema | null = null;

/**
 * What is answered of GitHub's published definition (docs.github.com/graphql/overview/public-schema, trimmed by
 * test/tools/trim-graphql.ts), read once a process. What is not answered is not in it, and so refused.
 */
export function loadSchema(): GraphQLSchema {
  if (loaded !== null) return loaded;
  const file = join(import.meta.dirname, '..', 'descriptions', 'schema.graphql');
  loaded = extendSchema(buildSchema(readFileSync(file, 'utf8')), parse(servedButUnpublished));
  return loaded;
}
