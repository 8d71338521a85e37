/**
 * The artefacts of an entry are the commitments that it makes: each is named in its data, and each that its data names
 * is made by it or by an earlier entry of the task. So none can be left out, and none is there for nothing.
 */
import type { Entry } from '../entry.ts';
import { address, type Address } from '../names.ts';

/** The fields that name an artefact, wherever in the data they stand. */
export const commitmentFields: ReadonlySet<string> = new Set([
  'approved',
  'change',
  'concerns',
  'explained',
  'frozen',
  'guidance',
  'prompt',
  'ran',
  'reply',
  'review',
  'spec',
]);

/** Why the artefacts of the entry are not those that its data names; null: they are. */
export function commitmentProblem(known: ReadonlySet<Address>, { data, artefacts }: Entry): string | null {
  const made = new Set(artefacts);
  if (made.size !== artefacts.length || artefacts.some((one) => known.has(one)))
    return 'an artefact committed to twice';
  const wanted = new Set(commitmentsIn(data).filter((one) => !known.has(one)));
  if ([...wanted].some((one) => !made.has(one))) return 'an artefact that is named and not committed to';
  return artefacts.every((one) => wanted.has(one)) ? null : 'an artefact that is committed to and not named';
}

/** Every artefact that the data names. */
export function commitmentsIn(value: unknown): Address[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, held]) => {
    const isAddress = typeof held === 'string' && commitmentFields.has(field) && /^[0-9a-f]{64}$/.test(held);
    return isAddress ? [address(held)] : commitmentsIn(held);
  });
}
