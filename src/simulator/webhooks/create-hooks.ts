import { randomUUID } from 'node:crypto';
import { repositoryJson } from '../payloads/repository-json.ts';
import { fullName } from '../payloads/urls.ts';
import { userJson } from '../payloads/user-json.ts';
import type { SentAnswer } from './send-delivery.ts';
import { deliveryHeaders, failed, sendDelivery } from './send-delivery.ts';
import type { Delivery, HookEvent, HookMatch, Hooks } from './hooks.ts';
import type { Installation } from '../state/access.ts';
import type { App } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

type Queued = {
  guid: string;
  app: App;
  installation: Installation | null;
  repository: Repository | null;
  event: string;
  action: string | null;
  isRedelivery: boolean;
  payload: Record<string, unknown>;
  body: string;
};

type HookFault = HookMatch & { kind: 'drop' | 'double' | 'hold' };

/** docs.github.com/webhooks/webhook-events-and-payloads: larger payloads are not delivered. */
const maxPayloadBytes = 25 * 1024 * 1024;

/** Deliveries go out one after the other, in the order of the acts; no act waits for them. */
export function createHooks(world: () => World): Hooks {
  const deliveries: Delivery[] = [];
  const queue: Queued[] = [];
  const held: Queued[] = [];
  let faults: HookFault[] = [];
  let isOut = false;
  let isStopped = false;
  let draining: Promise<void> | null = null;

  function emit(event: HookEvent): void {
    if (isStopped) return;
    for (const installation of targets(world(), event)) {
      const payload = buildPayload(world(), event, installation);
      world().checkPayload?.(event.event, event.action, payload);
      const { repository, action } = event;
      const body = JSON.stringify(payload);
      if (Buffer.byteLength(body) > maxPayloadBytes) continue;
      const { app } = installation;
      enqueue({
        guid: randomUUID(),
        app,
        installation,
        repository,
        event: event.event,
        action,
        isRedelivery: false,
        payload,
        body,
      });
    }
  }

  function enqueue(item: Queued): void {
    const fault = takeFault(item);
    if (fault === 'hold') held.push(item);
    else if (fault === 'drop' || isOut)
      record(item, failed(502, 'failed to connect to host'), 0, headersOf(item));
    else push(...(fault === 'double' ? [item, item] : [item]));
  }

  function push(...items: Queued[]): void {
    queue.push(...items);
    draining ??= drain();
  }

  function takeFault(item: Queued): HookFault['kind'] | null {
    const found = faults.find((fault) => matches(fault, item));
    faults = faults.filter((fault) => fault !== found);
    return found?.kind ?? null;
  }

  async function drain(): Promise<void> {
    // The operation at hand ends before its events go out.
    await Promise.resolve();
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await deliver(item);
    draining = null;
  }

  async function deliver(item: Queued): Promise<void> {
    const url = item.app.hookUrl;
    if (url === null) return;
    const headers = headersOf(item);
    const start = performance.now();
    const answer = await sendDelivery(url, headers, item.body, world().settings.hookTimeoutMs);
    record(item, answer, performance.now() - start, headers);
  }

  function headersOf({ guid, event, app, body }: Queued): Record<string, string> {
    return deliveryHeaders({ guid, event, hookId: app.id, appId: app.id, secret: app.webhookSecret, body });
  }

  function record(
    item: Queued,
    answer: SentAnswer,
    durationMs: number,
    headers: Record<string, string>,
  ): void {
    const { guid, app, installation, repository, event, action, isRedelivery, payload, body } = item;
    const { statusCode, status } = answer;
    deliveries.push({
      id: world().ids.next('HD').id,
      guid,
      app,
      installation,
      repository,
      event,
      action,
      isRedelivery,
      deliveredAt: world().now(),
      durationMs,
      statusCode,
      status,
      request: {
        headers,
        payload,
        body,
      },
      response: {
        headers: answer.headers,
        body: answer.body,
      },
    });
  }

  function redeliver(app: App, deliveryId: number): 'queued' | 'unknown' {
    const earlier = deliveries.find((delivery) => delivery.id === deliveryId && delivery.app === app);
    if (!earlier) return 'unknown';
    const { guid, installation, repository, event, action, request } = earlier;
    const { payload, body } = request;
    enqueue({ guid, app, installation, repository, event, action, isRedelivery: true, payload, body });
    return 'queued';
  }

  function releaseHook(match?: HookMatch): number {
    const released = held.filter((item) => match === undefined || matches(match, item));
    held.splice(0, held.length, ...held.filter((item) => !released.includes(item)));
    if (released.length > 0) push(...released);
    return released.length;
  }

  return {
    emit,
    deliveries,
    redeliver,
    dropNext: (match) => void faults.push({ ...match, kind: 'drop' }),
    doubleNext: (match) => void faults.push({ ...match, kind: 'double' }),
    holdNext: (match) => void faults.push({ ...match, kind: 'hold' }),
    releaseHook,
    outage: () => void (isOut = true),
    restore: () => void (isOut = false),
    async idle() {
      // A delivery may bring about the next one.
      for (let under = draining; under; under = draining) await under;
    },
    stop() {
      isStopped = true;
      queue.length = 0;
    },
  };
}

/** Only apps with a hook URL, installed on the repository, not suspended, and subscribed to the event. */
function targets(world: World, { only, repository, event }: HookEvent): Installation[] {
  if (only) return only.app.hookUrl === null ? [] : [only];
  return world.installations.filter(
    (installation) =>
      installation.app.hookUrl !== null &&
      installation.suspendedAt === null &&
      repository !== null &&
      installation.repositories.includes(repository) &&
      installation.events.includes(event),
  );
}

function buildPayload(world: World, event: HookEvent, installation: Installation): Record<string, unknown> {
  const { repository, action, fields, sender } = event;
  return {
    ...(action === null ? {} : { action }),
    ...fields,
    ...(repository === null || 'repository' in fields
      ? {}
      : { repository: repositoryJson(world, repository) }),
    sender: userJson(world, sender),
    ...('installation' in fields
      ? {}
      : { installation: { id: installation.id, node_id: installation.nodeId } }),
  };
}

function matches(match: HookMatch, item: Queued): boolean {
  const names = [item.event, `${item.event}.${item.action ?? ''}`];
  return (
    names.includes(match.event) &&
    (match.resource === undefined || resourcesOf(item).includes(match.resource))
  );
}

function resourcesOf({ repository, payload }: Queued): string[] {
  if (repository === null) return [];
  const name = fullName(repository);
  const numbers = [payload['issue'], payload['pull_request'], payload].map(numberOf);
  return [name, ...numbers.flatMap((number) => (number === null ? [] : `${name}#${number}`))];
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'object' && value !== null && 'number' in value ? value.number : undefined;
  return typeof number === 'number' ? number : null;
}
