/** Lists that GitHub hands out by the hundred. A list that is too long to read whole is not passed on as whole. */
import type { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import { readCost } from './meter.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Asker, Request } from './transport.ts';

export type Items<T> = { readonly kind: 'items'; readonly items: readonly T[] };
export type Paging = { readonly per_page: number; readonly page: number };

const pageSize = 100;
const maxPages = 20;

export async function readPages<T>(
  { transport, access, meter }: Asker,
  page: z.ZodType<readonly T[]>,
  ask: (request: Request, paging: Paging) => Promise<{ data: unknown }>,
): Promise<Items<T> | Failure> {
  const items: T[] = [];
  for (let number = 1; number <= maxPages; number += 1) {
    const reply = await transport.perform(access, meter, {
      effect: 'read',
      cost: readCost,
      send: (request) => ask(request, { per_page: pageSize, page: number }),
    });
    if (reply.kind !== 'answer') return reply;
    const read = parseAnswer(page, reply.value.data, 'a list');
    if (read.kind !== 'shaped') return read;
    items.push(...read.value);
    if (read.value.length < pageSize) return { kind: 'items', items };
  }
  return { kind: 'refused', status: 413, message: `a list has more than ${maxPages * pageSize} entries` };
}
