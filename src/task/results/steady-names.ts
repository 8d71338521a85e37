import { steady } from './steady.ts';

/** Names to be found again once each, by what is steady of them: as many as there were, and no more. */
export type SteadyNames = {
  /** Takes one out; false where none is left. */
  readonly take: (name: string) => boolean;
};

export function steadyNames(names: readonly string[]): SteadyNames {
  const left = new Map<string, number>();
  for (const name of names) left.set(steady(name), (left.get(steady(name)) ?? 0) + 1);
  return {
    take: (name) => {
      const key = steady(name);
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count > 0;
    },
  };
}
