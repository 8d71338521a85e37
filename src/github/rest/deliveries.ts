/** The deliveries that GitHub says it sent; it keeps them for three days and never sends one again by itself. */
import { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { AppDeps } from './app-calls.ts';
import { readCost } from '../transport/meter.ts';
import { parseAnswer } from '../transport/parse-answer.ts';

export type SentDelivery = {
  /** To ask for it again; it may be larger than a JavaScript number holds, so it is text. */
  readonly id: string;
  /** The delivery's own id: the same in every attempt. */
  readonly guid: string;
  readonly deliveredAt: number;
  readonly event: string;
  readonly action: string | null;
  readonly attempt: 'first' | 'redelivery';
  readonly result: 'delivered' | 'failed';
};

const page = z.array(
  z.object({
    id: z.union([z.number(), z.bigint()]),
    guid: z.string(),
    delivered_at: z.string(),
    event: z.string(),
    action: z.string().nullable(),
    redelivery: z.boolean(),
    status_code: z.number(),
  }),
);

export type DeliveriesReply = {
  readonly kind: 'deliveries';
  readonly deliveries: readonly SentDelivery[];
  readonly complete: boolean;
};

const maxPages = 50;

/** Newest first, back to `since` (epoch ms); `complete` is false where there were more than we read. */
export async function readDeliveries(
  { transport, app, meter }: AppDeps,
  since: number,
): Promise<DeliveriesReply | Failure> {
  const deliveries: SentDelivery[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const reply = await transport.perform(app, meter, {
      effect: 'read',
      cost: readCost,
      send: (request) =>
        request('GET /app/hook/deliveries', { per_page: 100, ...(cursor === undefined ? {} : { cursor }) }),
    });
    if (reply.kind !== 'answer') return reply;
    const read = parseAnswer(page, reply.value.data, 'the deliveries');
    if (read.kind !== 'shaped') return read;
    const found = read.value.map(readDelivery);
    deliveries.push(...found.filter(({ deliveredAt }) => deliveredAt >= since));
    cursor = nextCursor(reply.value.headers.link);
    const done = cursor === undefined || found.some(({ deliveredAt }) => deliveredAt < since);
    if (done) return { kind: 'deliveries', deliveries, complete: true };
  }
  return { kind: 'deliveries', deliveries, complete: false };
}

function readDelivery(raw: z.infer<typeof page>[number]): SentDelivery {
  return {
    id: String(raw.id),
    guid: raw.guid,
    deliveredAt: Date.parse(raw.delivered_at),
    event: raw.event,
    action: raw.action,
    attempt: raw.redelivery ? 'redelivery' : 'first',
    result: raw.status_code >= 200 && raw.status_code < 300 ? 'delivered' : 'failed',
  };
}

/** docs.github.com: this list is paged by a cursor that only the `link` header tells. */
function nextCursor(link: string | undefined): string | undefined {
  const next = link?.split(',').find((part) => /;\s*rel="next"/.test(part));
  const url = next && /<([^>]+)>/.exec(next)?.[1];
  return (url && new URL(url).searchParams.get('cursor')) || undefined;
}
