/** GraphQL over the same transport: an answer of 200 may hold data, errors, both, or a limit. */
import { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import { redact } from './errors.ts';
import { refusalOf, type GraphqlError } from './graphql-refusal.ts';
import { meaningOf } from './sentences.ts';
import { documentCost, queryCost, type Cost, type Meter } from './meter.ts';
import type { Access, Transport } from './transport.ts';

export type GraphqlReply = {
  readonly kind: 'reply';
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphqlError[];
};

export type Document = {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Root mutations in it; none: a query. */
  readonly mutations: number;
};

export type GraphqlClient = {
  send(document: Document, signal?: AbortSignal): Promise<GraphqlReply | Failure>;
};

const body = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        type: z.string().nullish(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        message: z.string().default(''),
      }),
    )
    .nullish(),
});

/** A limit told in an answer of 200, in the shape in which REST tells it. */
class GraphqlLimit extends Error {
  readonly response: { readonly status: 429; readonly headers: object };
  constructor(message: string, headers: object) {
    super(message);
    this.response = { status: 429, headers };
  }
}

export function createGraphql(
  transport: Transport,
  url: string,
  access: Access,
  meter: Meter,
): GraphqlClient {
  return {
    send: async (document, signal) => {
      const cost: Cost = document.mutations > 0 ? documentCost(document.mutations) : queryCost;
      const reply = await transport.perform(access, meter, {
        effect: document.mutations > 0 ? 'mutation' : 'read',
        cost,
        signal,
        send: async (request) => {
          const { data, headers } = await request({
            method: 'POST',
            url,
            query: document.text,
            variables: document.variables,
          });
          const read = readBody(data);
          const limit = read?.errors.find(isLimit);
          if (limit) throw new GraphqlLimit(limit.message, headers);
          return read;
        },
      });
      if (reply.kind !== 'answer') return reply;
      return judge(reply.value);
    },
  };
}

type Read = {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphqlError[];
};

function readBody(data: unknown): Read | null {
  const read = body.safeParse(data);
  if (!read.success) return null;
  const errors = (read.data.errors ?? []).map((error) => ({
    type: error.type ?? 'UNKNOWN',
    path: error.path ?? [],
    message: redact(error.message),
  }));
  return { data: read.data.data ?? null, errors };
}

function judge(read: Read | null): GraphqlReply | Failure {
  if (!read) return { kind: 'unknown', message: "GitHub's answer cannot be read" };
  const broken = read.errors.find(isBroken);
  if (broken) return { kind: 'unknown', message: broken.message };
  if (read.data) return { kind: 'reply', data: read.data, errors: read.errors };
  const [first] = read.errors;
  return {
    kind: 'refused',
    status: 422,
    message: first?.message ?? 'GitHub answered neither data nor errors',
  };
}

function isLimit({ type, message }: GraphqlError): boolean {
  if (type === 'RATE_LIMITED' || type === 'RATE_LIMIT') return true;
  return meaningOf(message, ['limit']) !== null;
}

/** GitHub's own failure, told in an answer of 200: it may have been carried out or not. */
function isBroken({ type, message }: GraphqlError): boolean {
  return type === 'INTERNAL' || meaningOf(message, ['broken']) !== null;
}

/** For callers that ask for one thing only: the first error as a failure. */
export function failureOf(error: GraphqlError): Failure {
  const { message } = error;
  const reason = refusalOf(error);
  if (reason === 'gone') return { kind: 'gone', message };
  return { kind: 'refused', status: reason === 'forbidden' ? 403 : 422, message };
}
