export type Contender = { readonly name: string; readonly run: () => Promise<number> };

/**
 * Figures of each contender over some rounds, in their order and in the opposite one by turns: what the machine does
 * meanwhile meets all alike. The first of the contenders is ours.
 */
export async function alternate(
  rounds: number,
  stop: AbortSignal,
  contenders: readonly Contender[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      stop.throwIfAborted();
      figures.get(name)?.push(await run());
    }
  }
  return figures;
}
