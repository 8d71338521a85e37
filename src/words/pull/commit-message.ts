import { cutLine } from '../cut.ts';

const trailer = 'Cadence-Patch';

export type CommitWords = {
  /** As frozen: `[Cadence] #7 Add two numbers`. */
  readonly headline: string;
  readonly part: 'tests' | 'change' | 'both';
  readonly attempt: number;
  readonly fingerprint: string;
};

/** A commit of exactly one patch; its last line names the patch, so that it is found again after a crash. */
export function commitMessage(words: CommitWords): { headline: string; body: string } {
  const { headline, part, attempt, fingerprint } = words;
  const title =
    part === 'tests' ? cutLine(headline.replace(/^(\[Cadence\] # ?\d+) /, '$1 tests: '), 120) : headline;
  return { headline: title, body: `${sentences[part]} Attempt ${attempt}.\n\n${trailer}: ${fingerprint}` };
}

const sentences = {
  tests: 'New tests without the change. They should fail.',
  change: 'The change that makes the new tests pass.',
  both: 'The change and its tests.',
};

/** The fingerprint of the patch that a commit of ours carries; null for any other commit. */
export function patchIn(message: string): string | null {
  const last = message.trimEnd().split(/\r?\n/).at(-1) ?? '';
  return /^Cadence-Patch: (\S+)$/.exec(last)?.[1] ?? null;
}
