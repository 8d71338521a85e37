/** Artefacts that are JSON: written once, read back through the schema that wrote them. */
import type { z } from 'zod';
import type { Address } from '../../task/names.ts';
import type { ActDeps, Artefact } from '../act.ts';

export function jsonArtefact(deps: Pick<ActDeps, 'artefact'>, value: unknown): Artefact {
  return deps.artefact(new TextEncoder().encode(JSON.stringify(value)));
}

/** Prose, by any author, without any secret of ours. */
export function textArtefact(deps: Pick<ActDeps, 'artefact' | 'redact'>, text: string): Artefact {
  return deps.artefact(new TextEncoder().encode(deps.redact(text)));
}

/** Null where it was erased; a stored value that does not fit its schema is a defect and throws. */
export async function readJson<S extends z.ZodType>(
  deps: Pick<ActDeps, 'read'>,
  address: Address,
  schema: S,
): Promise<z.infer<S> | null> {
  const bytes = await deps.read(address);
  return bytes === null ? null : schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

export async function readText(deps: Pick<ActDeps, 'read'>, address: Address): Promise<string | null> {
  const bytes = await deps.read(address);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
