import type { HoldReason } from '../../../task/hold-reasons.ts';

/** A title of a few words, a sentence why, and what to do. */
export type HoldSentence = { readonly title: string; readonly why: string; readonly wayOut: string };
export type HoldSentences = { readonly [Reason in HoldReason]?: HoldSentence };
