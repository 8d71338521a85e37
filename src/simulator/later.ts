/** What GitHub does "in a moment", by name. */
export type FollowUp = 'test merge' | 'update branch' | 'close issues';

/** Follow-ups run after a delay and can be waited for, or kept back to see what the world looks like before them. */
export type Later = {
  /** Runs `act` after `ms`; 0 still comes after the present operation. */
  schedule(what: FollowUp, ms: number, act: () => Promise<void> | void): void;
  /** Keeps such follow-ups back when they are due, until `release`. */
  hold(what: FollowUp): void;
  release(what: FollowUp): void;
  /** Resolves when none is scheduled or running (those kept back do not count); rejects if one failed. */
  idle(): Promise<void>;
  pending(): number;
  stop(): void;
};

type Act = () => Promise<void> | void;

export function createLater(): Later {
  const running = new Set<Promise<void>>();
  const cancels = new Set<() => void>();
  const held = new Set<FollowUp>();
  let parked: { what: FollowUp; act: Act }[] = [];
  const failures: Error[] = [];
  let stopped = false;

  function start(what: FollowUp, ms: number, act: Act): void {
    const due = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      cancels.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    const done = run(due, what, act).finally(() => running.delete(done));
    running.add(done);
  }

  async function run(due: Promise<void>, what: FollowUp, act: Act): Promise<void> {
    await due;
    if (stopped) return;
    if (held.has(what)) {
      parked.push({ what, act });
      return;
    }
    try {
      await act();
    } catch (error) {
      // A world that is being closed loses its files under running git processes.
      if (!stopped) failures.push(new Error(`follow-up "${what}" failed`, { cause: error }));
    }
  }

  return {
    schedule(what, ms, act) {
      if (!stopped) start(what, ms, act);
    },
    hold: (what) => void held.add(what),
    release(what) {
      held.delete(what);
      const free = parked.filter((entry) => entry.what === what);
      parked = parked.filter((entry) => entry.what !== what);
      for (const { act } of free) start(what, 0, act);
    },
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
