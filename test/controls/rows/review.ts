import type { Control } from '../controls.ts';

/** Who may pass a change, and what a review may say twice. */
export const reviewControls: readonly Control[] = [
  {
    name: "a reviewer's prose is taken for its verdict",
    file: 'src/agents/ask-for-json.ts',
    from: '    json = JSON.parse(text);\n',
    to: "    json = /approve/i.test(text) ? { verdict: 'approve', findings: [] } : JSON.parse(text);\n",
    test: 'test/agents/reasoning-agent.test.ts',
    goesRed: 'reviewChange is no approval, even when asked again: prose that approves',
  },
  {
    name: 'an answer that cannot be read counts as approval',
    file: 'src/acts/draft-review.ts',
    from: 'findings: [noVerdict(reviewer, message)], summary: null',
    to: 'findings: noVerdict(reviewer, message).rule === reviewer ? [] : [], summary: null',
    test: 'test/acts/draft-review.test.ts',
    goesRed: 'the draft of a review is not passed by a judge that answers prose',
  },
  {
    name: 'a rejection that cites nothing is passed over',
    file: 'src/review/cite.ts',
    from: "  if (findings.some(({ severity }) => severity === 'reject')) return findings;\n",
    to: '  if (findings.length > 0) return findings;\n',
    test: 'test/acts/draft-review.test.ts',
    goesRed: 'the draft of a review is not passed by a rejection that cites nothing',
  },
  {
    name: 'a dismissed finding comes back',
    file: 'src/review/earlier-findings.ts',
    from: '    if (keys.some((one) => dismissed.has(one))) {\n',
    to: '    if (keys.length > 2) {\n',
    test: 'test/review/earlier-findings.test.ts',
    goesRed: 'a finding of an earlier round that a person with write dismissed does not come back',
  },
  {
    name: 'a dismissed finding comes back in other words',
    file: 'src/review/finding-key.ts',
    from: '  return place === null ? keyWithWords',
    to: '  return place === null || place.text !== null ? keyWithWords',
    test: 'test/review/earlier-findings.test.ts',
    goesRed: 'the key of a finding stays the same where lines move and words are written otherwise',
  },
  {
    name: 'what an older version told is forgotten',
    file: 'src/review/finding-key.ts',
    from: '  return [findingKey(finding, change), keyWithWords(finding, change)];',
    to: '  return [findingKey(finding, change), findingKey(finding, change)];',
    test: 'test/review/earlier-findings.test.ts',
    goesRed:
      'a finding of an earlier round is known by the key that held its words, as older versions wrote it',
  },
  {
    name: 'a finding on a file of the test commit is not inline',
    file: 'src/acts/publish-review.ts',
    from: 'inline(review, commentableLines(shown))',
    to: 'inline(review, commentableLines(stored.change))',
    test: 'test/acts/publish-review.test.ts',
    goesRed: 'publishing a review comments on the files of the test commit, which the pull request shows too',
  },
  {
    name: 'anybody may dismiss a finding',
    file: 'src/review/earlier-findings.ts',
    from: "mayAct(roleOf(situation, resolvedBy), 'write')",
    to: "mayAct(roleOf(situation, resolvedBy), 'none')",
    test: 'test/review/earlier-findings.test.ts',
    goesRed:
      'a finding of an earlier round that a person who may only triage resolved still rejects, and is not said again',
  },
  {
    name: "the reviewer is shown the author's words",
    file: 'src/agents/reasoning-agent.ts',
    from: "    { label: 'repository', text: change.context, fit: 'cut', source: 'code' },\n  ];\n  const asked = { name: 'review'",
    to: "    { label: 'repository', text: `${change.context}${Object.values(change).join(' ')}`, fit: 'cut', source: 'code' },\n  ];\n  const asked = { name: 'review'",
    test: 'test/agents/reasoning-agent.test.ts',
    goesRed: 'reviewChange shows nothing that the author said',
  },
  {
    name: 'a fourth review is begun',
    file: 'src/task/phases/execute.ts',
    from: '  if (task.rejections >= mostRounds && !stand.built)\n',
    to: '  if (task.rejections > 99 && mostRounds > 0 && !stand.built)\n',
    test: 'test/task/review-rounds.test.ts',
    goesRed: 'rounds of review end with the third rejection, and a retry allows one more',
  },
];
