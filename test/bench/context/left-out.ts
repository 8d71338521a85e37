/** Weights that are chosen by data say something only where they are measured on other data. */
import type { RankingWeights } from '../../../src/context/ranking-weights.ts';

/** By candidate, and by project: how well it did there. */
export type Merits = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The weights themselves, then each of them at half and at double. */
export function candidatesNear(weights: RankingWeights): Map<string, RankingWeights> {
  const names = Object.keys(weights) as (keyof RankingWeights)[];
  return new Map([
    ['as they are', weights],
    ...names.flatMap((name) =>
      [0.5, 2].map((times): [string, RankingWeights] => [
        `${name} × ${times}`,
        { ...weights, [name]: weights[name] * times },
      ]),
    ),
  ]);
}

/** For each project the candidate that does best on the others, each project counting the same; of equals the first. */
export function chooseOnOthers(merits: Merits): Map<string, string> {
  const projects = new Set([...merits.values()].flatMap((some) => Array.from(some.keys())));
  return new Map(
    [...projects].map((project) => {
      let best = { name: '', merit: Number.NEGATIVE_INFINITY };
      for (const [name, some] of merits) {
        const merit = [...some].reduce((sum, [other, value]) => (other === project ? sum : sum + value), 0);
        if (merit > best.merit) best = { name, merit };
      }
      return [project, best.name];
    }),
  );
}
