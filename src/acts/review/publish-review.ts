/** publishReview: one review and one check run a head. The verdict is in the record; these tell it. */
import { checkRun } from '../../words/review/check-run.ts';
import { findingComment } from '../../words/review/finding-comment.ts';
import { reviewBody } from '../../words/review/review-body.ts';
import { commentableLines } from '../../patch/change/commentable-lines.ts';
import type { Draft } from '../../task/entry.ts';
import type { Mutation } from '../../task/shapes/mutation.ts';
import type { Review } from '../../task/task.ts';
import { outcome, type Effect, type Outcome, type Stale, type Turn } from '../act.ts';
import { documentEffect } from '../document-effect.ts';
import { heldOutcome } from '../held-outcome.ts';
import { readJson } from '../artefacts/json-artefact.ts';
import { draftedReview, type DraftedReview } from '../artefacts/review-artefact.ts';
import { readChange, wholeChange } from '../artefacts/stored-change.ts';

/** Comments on lines of one review; the rest is in its body. */
const maxComments = 30;

type Thread = Extract<Mutation, { do: 'addReview' }>['threads'][number];
/** A finding that is said on its line of the diff. */
type OnLine = {
  readonly finding: DraftedReview['findings'][number];
  readonly path: string;
  readonly line: number;
};

export const publishReview: Effect<'publishReview'> = documentEffect({
  step: 'publishReview',
  documented: {
    naturalKey: 'the head SHA: in the review, and in the external id of the check run',
    look: 'a submitted review of ours and the check run stand at the head',
    heal: 'a pending review (one a user and pull request) is submitted, else one is made; the check run only where none has the id',
  },
  plan: async (turn) => ({
    kind: 'plan',
    key: stateOf(turn).branch.headSha,
    data: { headSha: stateOf(turn).branch.headSha },
  }),
  look: (turn) => {
    const { submitted, check } = seen(turn);
    return submitted && check ? outcome(draftOf(turn, submitted.id)) : null;
  },
  missing,
  expected: (turn) => draftOf(turn, 'pending'),
  refused: (turn, _intent, refusals): Outcome | Stale =>
    heldOutcome(turn.deps, 'publish-refused', refusals.map(({ message }) => message).join('\n')),
});

function stateOf(turn: Turn): Review & { readonly drafted: NonNullable<Review['drafted']> } {
  const { state } = turn.task;
  if (state.phase !== 'Review' || !state.drafted) throw new Error('no review is drafted');
  return { ...state, drafted: state.drafted };
}

function draftOf(turn: Turn, reviewId: string): Draft {
  const { drafted, branch } = stateOf(turn);
  const kind = drafted.verdict === 'pass' ? 'patch_reviewed' : 'failed_patch_review';
  return { kind, headSha: branch.headSha, data: { reviewId } };
}

function checkId(turn: Turn): string {
  return `${turn.task.id}@${stateOf(turn).branch.headSha}`;
}

function seen(turn: Turn): {
  submitted: { id: string } | null;
  pending: { id: string } | null;
  check: boolean;
} {
  const { pull } = turn.observations.current();
  const { headSha } = stateOf(turn).branch;
  // GitHub keeps a reply in a thread as a review without words: that is not ours of this head.
  const ours = (pull?.reviews ?? []).filter(
    (review) => review.ours && review.headSha === headSha && review.body !== '',
  );
  return {
    submitted: ours.find(({ state }) => state !== 'PENDING') ?? null,
    pending: ours.find(({ state }) => state === 'PENDING') ?? null,
    check: pull?.checkRun?.externalId === checkId(turn),
  };
}

async function missing(turn: Turn): Promise<readonly Mutation[] | Outcome> {
  const { deps, task } = turn;
  const state = stateOf(turn);
  const review = await readJson(deps, state.drafted.review, draftedReview);
  const stored = await readChange(deps, state.branch.change.change);
  if (!task.pull || !review || !stored) return heldOutcome(deps, 'artefact-missing', null);
  const { headSha } = state.branch;
  const { submitted, pending, check } = seen(turn);
  const shown = await wholeChange(deps, state.branch.tests, stored.change);
  const inline = onLines(review, commentableLines(shown));
  const onItsLine = new Set(inline.map(({ finding }) => finding));
  const listed = review.findings.filter((finding) => finding.round === 'new' && !onItsLine.has(finding));
  const body = reviewBody({ ...review, headSha, listed, inline: inline.length, evidence: state.evidence });
  const mutations: Mutation[] = [];
  if (!submitted && !pending)
    mutations.push({ do: 'addReview', pullId: task.pull.id, headSha, body, threads: inline.map(thread) });
  if (!submitted) mutations.push({ do: 'submitReview', pullId: task.pull.id, body });
  if (!check) {
    const { title, summary } = checkRun({ task, state, review });
    mutations.push({
      do: 'createCheckRun',
      name: 'Cadence',
      headSha,
      externalId: checkId(turn),
      conclusion: review.verdict === 'pass' ? 'success' : 'failure',
      title,
      summary,
    });
  }
  return mutations;
}

/**
 * GitHub refuses a comment on a line that the diff does not show; such findings are in the body. What has a
 * conversation from an earlier round gets no second one.
 */
function onLines(review: DraftedReview, lines: ReadonlyMap<string, ReadonlySet<number>>): readonly OnLine[] {
  return review.findings
    .flatMap((finding) => {
      const { path, line, round } = finding;
      if (round === 'again' || path === null || line === null || !lines.get(path)?.has(line)) return [];
      return [{ finding, path, line }];
    })
    .slice(0, maxComments);
}

function thread({ finding, path, line }: OnLine): Thread {
  const { suggestion } = finding;
  const startLine = suggestion && suggestion.startLine < line ? suggestion.startLine : null;
  return { path, startLine, line, body: findingComment(finding) };
}
