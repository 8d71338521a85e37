import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import type { GraphqlClient } from '../transport/graphql.ts';
import { olderLabelled } from './page-back.ts';
import type { RawIssue, RawLabelled } from './raw-situation.ts';
import { hasLabel, lastLabelled, type Labelled } from './read-issue.ts';

export type FoundLabelled = { readonly kind: 'labelled'; readonly labelled: Labelled | null };

/** Who put the label on that the issue carries now, and when; null where it does not carry it. */
export async function findLabelled(
  graphql: GraphqlClient,
  look: ObserveRequest,
  raw: RawIssue,
  label: string,
): Promise<FoundLabelled | Failure> {
  if (!hasLabel(raw, label)) return { kind: 'labelled', labelled: null };
  const enough = (events: readonly RawLabelled['nodes'][number][]): boolean =>
    lastLabelled(events, label) !== null;
  const events = await olderLabelled({ graphql, look, number: raw.number, first: raw.labelled, enough });
  if (events.kind !== 'pages') return events;
  // Lost in a history too long to read: somebody labelled it, but nobody whom we may hold to have the right.
  const unknown: Labelled = { by: { login: 'ghost', kind: 'person' }, at: raw.createdAt };
  return { kind: 'labelled', labelled: lastLabelled(events.nodes, label) ?? unknown };
}
