import { describe, expect, it } from 'vitest';
import { readReviewReply } from '../../src/review/review-reply.ts';
import type { Finding } from '../../src/review/rules.ts';
import { verdictOf } from '../../src/review/verdict.ts';

const reject: Finding = { rule: 'no-todo', severity: 'reject', path: 'a.py', line: 1, message: 'No.' };
const note: Finding = { ...reject, severity: 'note' };
const approve = '{"verdict": "approve", "findings": []}';

describe('a verdict', () => {
  it.each([
    ['nothing was found', [], [], 'pass'],
    ['there are notes only', [note], [], 'pass'],
    ['one finding rejects', [note, reject], [], 'reject'],
    ['a reviewer approved', [], [approve], 'pass'],
    ['a reviewer approved what a rule rejects', [reject], [approve], 'reject'],
    [
      'a reviewer rejected',
      [],
      [approve, '{"verdict": "reject", "findings": [{"path": null, "line": null, "message": "Wrong."}]}'],
      'reject',
    ],
    ['a reply is no verdict', [], [approve, 'LGTM'], 'reject'],
  ] as const)('when %s', (_when, findings, replies, verdict) => {
    expect(
      verdictOf(
        findings,
        replies.map((text) => readReviewReply('reasoning', text)),
      ).verdict,
    ).toBe(verdict);
  });

  it('carries what the reviewers found', () => {
    const reply =
      '{"verdict": "reject", "findings": [{"path": "a.py", "line": 3, "rule": "acceptance", "message": "Adds wrongly."}]}';
    expect(
      verdictOf([note], [readReviewReply('reasoning', reply), readReviewReply('efficiency', '')]).findings,
    ).toEqual([
      note,
      { rule: 'reasoning:acceptance', severity: 'reject', path: 'a.py', line: 3, message: 'Adds wrongly.' },
      {
        rule: 'efficiency',
        severity: 'reject',
        path: null,
        line: null,
        message: 'The reviewer answered nothing.',
      },
    ]);
  });
});

describe("a reviewer's reply", () => {
  const finding = '{"path": "a", "line": 1, "message": "m"}';
  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n', 'empty'],
    ['prose', 'I approve of this change.', 'unparsable'],
    ['prose around the verdict', `Sure: ${approve}`, 'unparsable'],
    ['a truncated verdict', approve.slice(0, -2), 'unparsable'],
    ['another word', '{"verdict": "approved", "findings": []}', 'unparsable'],
    ['no findings key', '{"verdict": "approve"}', 'unparsable'],
    ['another key', '{"verdict": "approve", "findings": [], "merge": true}', 'unparsable'],
    [
      'a finding without a message',
      '{"verdict": "reject", "findings": [{"path": "a", "line": 1, "message": " "}]}',
      'unparsable',
    ],
    [
      'a line that is none',
      '{"verdict": "reject", "findings": [{"path": "a", "line": 0, "message": "m"}]}',
      'unparsable',
    ],
    ['null', 'null', 'unparsable'],
    ['an approval with findings', `{"verdict": "approve", "findings": [${finding}]}`, 'contradictory'],
    ['a rejection without one', '{"verdict": "reject", "findings": []}', 'contradictory'],
  ])('of %s is no approval: %s', (_what, text, reason) => {
    expect(readReviewReply('reasoning', text)).toMatchObject({ kind: 'unusable', reason });
  });

  it('is an approval only as agreed', () => {
    expect(readReviewReply('reasoning', approve)).toEqual({ kind: 'approved', reviewer: 'reasoning' });
  });
});
