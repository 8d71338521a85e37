/** Tells this process that rows were raised. Nothing depends on it but speed. */
export type Hints = { readonly raised: () => void; readonly onRaise: (listener: () => void) => () => void };

export function createHints(): Hints {
  const listeners = new Set<() => void>();
  return {
    raised() {
      for (const listener of listeners) listener();
    },
    onRaise(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
