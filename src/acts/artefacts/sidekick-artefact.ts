/** Sidekick's answer as an artefact: its words, and the places that it rests on in the commit that was read. */
import { z } from 'zod';
import { citation, sidekickAnswer, type SidekickAnswer } from '../../agents/sidekick.ts';
import { linesOf, readText } from '../../agents/tools/text-file.ts';
import type { Files } from '../../patch/change/change.ts';
import type { Address } from '../../task/names.ts';
import type { ActDeps } from '../act.ts';
import { readJson } from './json-artefact.ts';

const keptAnswer = z.strictObject({
  commit: z.string(),
  answer: sidekickAnswer.shape.answer,
  citations: z.array(citation),
  /** How many places it named that are not in the commit. */
  invented: z.number().int().nonnegative(),
  task: sidekickAnswer.shape.task,
});
export type KeptAnswer = z.infer<typeof keptAnswer>;

/** A place that is not there is no evidence: it is left out, and counted. */
export function keepAnswer(said: SidekickAnswer, files: Files, commit: string): KeptAnswer {
  const { answer, task } = said;
  const citations = said.citations.filter(({ path, last }) => last <= lengthOf(files, path));
  return { commit, answer, citations, invented: said.citations.length - citations.length, task };
}

/** Null where it was erased. */
export function readAnswer(deps: Pick<ActDeps, 'read'>, address: Address): Promise<KeptAnswer | null> {
  return readJson(deps, address, keptAnswer);
}

function lengthOf(files: Files, path: string): number {
  const file = files.get(path);
  const read = file ? readText(file) : null;
  return read ? linesOf(read.text).length : 0;
}
