/** Tells a story to people: each moment as it comes, and every ten seconds of silence what is being waited for. */
import type { Entry } from '../../task/entry.ts';
import { describeEntry } from '../../words/entries/describe-entry.ts';
import { explanationOf } from '../../words/entries/explanation-of.ts';
import { moment, type Moment } from '../../words/entries/moment.ts';
import { waitingFor } from '../../words/entries/waiting-for.ts';
import type { Progress } from './progress.ts';

/** Silence that is longer than this is explained. */
export const quietMs = 10_000;

export type Narrator = {
  readonly tell: Progress;
  /** `read` answers the text of an artefact; one that was shown already is not shown again. */
  readonly tellEntry: (entry: Entry, read: (address: string) => Promise<string | null>) => Promise<void>;
  /** From now on, this is what is under way. */
  readonly waitFor: (source: Moment['source'], what: string) => void;
  /** Called every now and then: speaks up where nothing was told for long. */
  readonly beat: () => void;
};

export type Narration = {
  readonly show: Progress;
  /** `silent`: where it stops is no progress; that is shown in any case, and why. */
  readonly progress: 'shown' | 'silent';
  readonly now: () => number;
};

export function createNarrator({ show, progress, now }: Narration): Narrator {
  const shown = new Set<string>();
  const waits = { source: 'set-up', what: 'setting up the local GitHub', since: now() };
  let lastAt = now();
  const tell: Progress = (told) => {
    if (progress === 'silent' && told.mark !== 'stop') return;
    lastAt = now();
    show(told);
  };
  const waitFor: Narrator['waitFor'] = (source, what) => {
    if (waits.what !== what) waits.since = now();
    Object.assign(waits, { source, what });
  };
  return {
    tell,
    waitFor,
    async tellEntry(entry, read) {
      const address = explanationOf(entry);
      const explained = address === null || shown.has(address) ? null : await read(address);
      // In silence nothing was shown yet: where it stops, the last failure is.
      if (address !== null && progress === 'shown') shown.add(address);
      const told = describeEntry(entry, explained);
      if (told) tell(told);
      waitFor(entry.phase, waitingFor(entry));
    },
    beat() {
      if (progress === 'silent' || now() - lastAt < quietMs) return;
      const seconds = Math.round((now() - waits.since) / 1000);
      tell(moment(waits.source, 'wait', `${waits.what} (${seconds} s so far)`));
    },
  };
}
