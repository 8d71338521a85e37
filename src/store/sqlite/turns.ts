/** Turns at one connection, in the order in which they were asked for: transactions of several callers must not mix. */
export type Turns = {
  /** Resolves when it is the caller's turn; every turn that is taken is given back. */
  take(): Promise<void>;
  give(): void;
};

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    take() {
      if (taken) return new Promise((resolve) => void waiting.push(resolve));
      taken = true;
      return Promise.resolve();
    },
    give() {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
