import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildASTSchema, extendSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** docs.github.com/graphql/reference/objects#issue has these; the published definition lacks them. */
const servedButUnpublished = `
  extend type Issue {
    blockedBy(after: String, before: String, first: Int, last: Int): IssueConnection!
    blocking(after: String, before: String, first: Int, last: Int): IssueConnection!
  }
`;

let loaded: GraphQLSchema | null = null;

/** GitHub's published definition (docs.github.com/graphql/overview/public-schema), read once a process. */
export function loadSchema(): GraphQLSchema {
  if (loaded !== null) return loaded;
  // Beside the package's entry, which itself would load five megabytes of JSON.
  const file = fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')));
  // The published text breaks rules of the specification that do no harm here.
  const published = buildASTSchema(parse(readFileSync(file, 'utf8'), { noLocation: true }), {
    assumeValid: true,
  });
  loaded = extendSchema(published, parse(servedButUnpublished), { assumeValid: true });
  return loaded;
}
