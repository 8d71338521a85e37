/** The task specification as an artefact. */
import { spec, type Spec } from '../../task/spec.ts';
import type { Address } from '../../task/names.ts';
import type { ActDeps } from '../act.ts';
import { readJson } from './json-artefact.ts';

/** Throws where it was erased: what is to be done is then not known, and nothing may go on. */
export async function readSpec(deps: Pick<ActDeps, 'read'>, address: Address): Promise<Spec> {
  const read = await readJson(deps, address, spec);
  if (!read) throw new Error(`the task specification ${address.slice(0, 12)} was erased`);
  return read;
}
