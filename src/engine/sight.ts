/** A look at GitHub and how long it may be taken for what there is: until it is old, or something came in. */
import type { GitHub } from '../acts/act.ts';
import type { Failure, Look } from '../task/mutation.ts';
import type { Situation } from '../task/situation.ts';
import type { Writer } from './append-entry.ts';

/** `at`: our clock, epoch ms; `raised`: how often the due row had been raised. Both from before the look. */
export type Sight = { readonly situation: Situation; readonly at: number; readonly raised: number };
export type Before = Pick<Sight, 'at' | 'raised'>;

/** To be asked before GitHub is: what comes in while it answers may not be in the answer. */
export async function before({ deps, claim }: Writer): Promise<Before> {
  return { at: deps.now(), raised: await deps.store.due.raised(claim.key) };
}

export async function lookAt(writer: Writer, github: GitHub, look: Look): Promise<Sight | Failure> {
  const since = await before(writer);
  const seen = await github.observe(look);
  return 'kind' in seen ? seen : { situation: seen, ...since };
}

export function isOld({ deps }: Writer, sight: Before): boolean {
  return deps.now() - sight.at > deps.settings.freshMs;
}

/** A question to our own store: GitHub is not asked. A delivery that was lost is made up for by the age. */
export async function mayBeOutdated(writer: Writer, sight: Before): Promise<boolean> {
  return isOld(writer, sight) || (await writer.deps.store.due.raised(writer.claim.key)) !== sight.raised;
}

export type Watch = {
  readonly lookAgain: () => Promise<Situation | null>;
  /** The last look that was taken; the first one where none was. */
  readonly latest: () => Sight;
};

/**
 * For a step that takes long: looks again where there is reason to. GitHub's silence stops no work, and GitHub is left
 * alone for a while after it.
 */
export function watchFrom(writer: Writer, github: GitHub, look: Look, first: Sight): Watch {
  let latest = first;
  let silentAt: number | null = null;
  return {
    lookAgain: async () => {
      const { deps } = writer;
      if (silentAt !== null && deps.now() - silentAt <= deps.settings.freshMs) return null;
      if (!(await mayBeOutdated(writer, latest))) return null;
      const seen = await lookAt(writer, github, look);
      silentAt = 'kind' in seen ? deps.now() : null;
      if ('kind' in seen) return null;
      latest = seen;
      return seen.situation;
    },
    latest: () => latest,
  };
}
