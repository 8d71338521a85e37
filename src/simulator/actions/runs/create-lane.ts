type Work = () => Promise<void>;

/** Work that nobody awaits at once: it starts in order, at most `width` at a time. */
export type Lane = {
  add(work: Work): void;
  /** Resolves when nothing is left; rejects with the first failure since the last call. */
  idle(): Promise<void>;
};

export function createLane(width: number): Lane {
  const failures: unknown[] = [];
  const waiting: Work[] = [];
  const runners = new Set<Promise<void>>();
  let active = 0;

  async function runAll(): Promise<void> {
    // Never within `add`: who adds work sees it waiting first.
    await Promise.resolve();
    for (let work = waiting.shift(); work; work = waiting.shift()) {
      try {
        await work();
      } catch (error) {
        failures.push(error);
      }
    }
    // In the same breath as finding nothing to do: `runners` learns of it later.
    active -= 1;
  }

  return {
    add(work) {
      waiting.push(work);
      if (active >= width) return;
      active += 1;
      const runner = runAll().finally(() => runners.delete(runner));
      runners.add(runner);
    },
    async idle() {
      while (runners.size > 0) await Promise.all(runners);
      const [failure] = failures.splice(0);
      if (failure !== undefined) throw failure;
    },
  };
}
