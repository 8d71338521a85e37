import type { Installation } from '../state/access.ts';
import type { App, User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';

/** One attempt to deliver; a redelivery is a further entry with the same `guid`. */
export type Delivery = {
  id: number;
  guid: string;
  app: App;
  installation: Installation | null;
  repository: Repository | null;
  event: string;
  action: string | null;
  deliveredAt: Date;
  isRedelivery: boolean;
  durationMs: number;
  statusCode: number;
  /** GitHub's text: `OK`, `Invalid HTTP Response: 500`, `timed out`, … */
  status: string;
  request: { headers: Record<string, string>; payload: Record<string, unknown>; body: string };
  response: { headers: Record<string, string>; body: string | null };
};

/** An event to send; `fields` are the payload's own; action, sender, repository, installation are added. */
export type HookEvent = {
  event: string;
  action: string | null;
  repository: Repository | null;
  sender: User;
  fields: Record<string, unknown>;
  /** `installation` events go to that installation alone, subscribed or not. */
  only?: Installation;
};

/** Which delivery a fault waits for: `issues` or `issues.labeled`; `owner/name` or `owner/name#7`. */
export type HookMatch = {
  event: string;
  resource?: string;
};

export type Hooks = {
  /** Queues the event for every subscribed installation; the payload is taken as it is now. */
  emit(event: HookEvent): void;
  /** Oldest first. */
  deliveries: Delivery[];
  /** Sends an earlier delivery again: same guid, new id. */
  redeliver(app: App, deliveryId: number): 'queued' | 'unknown';
  /** The next such delivery never arrives; GitHub's log shows it as failed. */
  dropNext(match: HookMatch): void;
  /** The next such delivery arrives twice, with one id. */
  doubleNext(match: HookMatch): void;
  /** Held back until `releaseHook`; what comes after it is delivered. */
  holdNext(match: HookMatch): void;
  /** Sends the held deliveries that match (all without one), oldest first, and says how many. */
  releaseHook(match?: HookMatch): number;
  /** Every delivery is dropped between `outage` and `restore`. */
  outage(): void;
  restore(): void;
  /** Resolves when nothing is queued or under way; held deliveries do not count. */
  idle(): Promise<void>;
  stop(): void;
};
