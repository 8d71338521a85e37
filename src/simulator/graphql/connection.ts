import { GraphQLError } from 'graphql';
import type { Args } from './source.ts';
import { int, text } from './source.ts';

const maxPageSize = 100;

/** A page of a list. `T` is what the connection's node type is made from. */
export type Connection<T> = {
  totalCount: number;
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
};

/** The page of `items` that the arguments ask for; `name` is the connection's field, for refusals. */
export function connection<T>(name: string, items: readonly T[], args: Args): Connection<T> {
  checkBounds(name, args);
  const after = text(args, 'after');
  const before = text(args, 'before');
  const first = int(args, 'first');
  const last = int(args, 'last');
  let start = after === undefined ? 0 : parse(after) + 1;
  let end = before === undefined ? items.length : Math.min(items.length, parse(before));
  if (first !== undefined) end = Math.min(end, start + first);
  if (last !== undefined) start = Math.max(start, end - last);
  const nodes = items.slice(start, Math.max(start, end));
  const edges = nodes.map((node, index) => ({ cursor: format(start + index), node }));
  return {
    totalCount: items.length,
    nodes,
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
    },
  };
}

/** docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit: `first` or `last`, 1 to 100. */
function checkBounds(name: string, args: Args): void {
  const bounds = (['first', 'last'] as const).filter((bound) => int(args, bound) !== undefined);
  if (bounds.length === 0) {
    throw refused(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  for (const bound of bounds) {
    const count = int(args, bound) ?? 0;
    if (count < 0) {
      throw refused(
        'INVALID_PAGINATION_BOUNDARIES',
        `\`${bound}\` on the \`${name}\` connection cannot be less than zero.`,
      );
    }
    if (count > maxPageSize) {
      throw refused(
        'EXCESSIVE_PAGINATION',
        `Requesting ${count} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${maxPageSize} records.`,
      );
    }
  }
}

function refused(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function parse(cursor: string): number {
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match === null)
    throw refused('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  return Number(match[1]);
}

/** Cursors say positions: the lists here grow at their end. */
function format(index: number): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}
