/**
 * Lets the calls of one tick share one flush: a durable transaction costs the disk about the same for one row and
 * for hundreds. If a flush fails, each item is tried alone, so that a bad one takes no other with it.
 */
export function createBatch<Item, Answer>(
  flush: (items: readonly Item[]) => Promise<readonly Answer[]>,
  maxItems: number,
): { add: (item: Item) => Promise<Answer>; idle: () => Promise<void> } {
  let waiting: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // Everything that arrives until the event loop comes round goes with this flush.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      await settle(batch, flush);
    }
    running = null;
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      });
    },
    idle: async () => {
      await running;
    },
  };
}

type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

async function settle<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  flush: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<void> {
  let answers: readonly Answer[];
  try {
    answers = await flush(batch.map(({ item }) => item));
    if (answers.length !== batch.length) throw new Error('a flush answers every item');
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const one of batch) await settle([one], flush);
    return;
  }
  for (const [at, answer] of answers.entries()) batch[at]?.resolve(answer);
}
