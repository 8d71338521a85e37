export type Contender<T> = { readonly name: string; readonly run: () => Promise<T> };

/**
 * Figures of each contender over some rounds, in their order and in the opposite one by turns: what the machine does
 * meanwhile meets all alike. The first of the contenders is ours.
 */
export async function alternate<T>(
  rounds: number,
  stop: AbortSignal,
  contenders: readonly Contender<T>[],
): Promise<ReadonlyMap<string, readonly T[]>> {
  const figures = new Map<string, T[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      stop.throwIfAborted();
      figures.get(name)?.push(await run());
    }
  }
  return figures;
}
