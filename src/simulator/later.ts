/** Follow-ups that GitHub does "in a moment": they run after a delay and can be waited for. */
export interface Later {
  /** Runs `act` after `ms`; 0 still comes after the present operation. `what` names it in errors. */
  schedule(what: string, ms: number, act: () => Promise<void> | void): void;
  /** Resolves when none is scheduled or running; rejects if one failed. */
  idle(): Promise<void>;
  pending(): number;
  stop(): void;
}

export function createLater(): Later {
  const running = new Set<Promise<void>>();
  const cancels = new Set<() => void>();
  const failures: Error[] = [];
  let stopped = false;

  function schedule(what: string, ms: number, act: () => Promise<void> | void): void {
    if (stopped) return;
    const waited = new Promise<'due' | 'cancelled'>((resolve) => {
      const timer = setTimeout(() => resolve('due'), ms);
      const cancel = (): void => {
        clearTimeout(timer);
        resolve('cancelled');
      };
      cancels.add(cancel);
    });
    const done = run(waited, what, act);
    running.add(done);
    void done.finally(() => running.delete(done));
  }

  async function run(waited: Promise<string>, what: string, act: () => Promise<void> | void): Promise<void> {
    if ((await waited) === 'cancelled') return;
    try {
      await act();
    } catch (error) {
      if (!stopped) failures.push(new Error(`follow-up "${what}" failed`, { cause: error }));
    }
  }

  return {
    schedule,
    async idle() {
      while (running.size > 0) await Promise.all(running);
      const failure = failures.shift();
      if (failure) throw failure;
    },
    pending: () => running.size,
    stop() {
      stopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}
