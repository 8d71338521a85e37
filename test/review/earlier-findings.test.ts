import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findingComment } from '../../src/words/review/finding-comment.ts';
import type { Change } from '../../src/patch/change/change.ts';
import { dismissedWords, earlierFindings, sortFindings } from '../../src/review/earlier-findings.ts';
import { findingKey } from '../../src/review/finding-key.ts';
import type { Finding } from '../../src/review/rules.ts';
import { verdictOf } from '../../src/review/verdict.ts';
import type { Situation, Thread } from '../../src/task/situation.ts';
import { pull, situation } from '../task/situations.ts';

const file = (text: string): Change => [
  {
    path: 'add.py',
    kind: 'added',
    before: null,
    after: { mode: 'file', bytes: new TextEncoder().encode(text) },
  },
];
const change = file('a\nprint(b)\n');
const finding: Finding = {
  rule: 'reasoning:scope',
  severity: 'reject',
  path: 'add.py',
  line: 2,
  message: 'Nobody asked for  printing.',
};
const key = findingKey(finding, change);

function seen(
  resolvedBy: string | null,
  ours = true,
  body = findingComment({ ...finding, key }),
  edited = false,
): Situation {
  const first: Thread['comments'][number] = {
    id: 'PRRC_1',
    author: { login: 'cadence[bot]', kind: 'bot' },
    ours,
    body,
    createdAt: 1,
    edited,
    diffHunk: '',
    reactions: [],
  };
  const thread: Thread = {
    id: 'PRRT_1',
    path: 'add.py',
    line: 2,
    originalLine: 2,
    resolvedBy,
    comments: [first],
    complete: true,
  };
  return situation({ pull: pull({ threads: [thread] }), roles: { alice: 'write', tom: 'triage' } });
}

const sort = (given: Situation, found = finding, now = change) =>
  sortFindings([found], now, earlierFindings(given));

describe('a finding of an earlier round', () => {
  it('that a person with write dismissed does not come back', () => {
    const { kept, dismissed } = sort(seen('alice'));
    expect([kept, dismissed, verdictOf(kept)]).toEqual([[], [key], 'pass']);
  });

  it.each([
    ['nobody', null],
    ['a person who may only triage', 'tom'],
    ['somebody who is no collaborator', 'mallory'],
  ])('that %s resolved still rejects, and is not said again', (_title, by) => {
    const { kept, dismissed } = sort(seen(by));
    expect([kept.map(({ round }) => round), dismissed]).toEqual([['again'], []]);
    expect(verdictOf(kept)).toBe('reject');
  });

  it('is known by the key that held its words, as older versions wrote it', () => {
    const parts = ['reasoning:scope', 'add.py', 'print(b)', 'nobody asked for printing'];
    const once = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const { kept, dismissed } = sort(seen('alice', true, findingComment({ ...finding, key: once })));
    expect([kept, dismissed]).toEqual([[], [key]]);
  });

  it('is shown to the reviewer once a person dismissed it, as it was said', () => {
    expect(dismissedWords(seen('alice'))).toBe(
      'add.py:2\n**must be fixed** (`reasoning:scope`)\n\nNobody asked for  printing.',
    );
    const edited = seen('alice', true, findingComment({ ...finding, key }), true);
    for (const none of [seen('tom'), seen(null), seen('alice', false), edited])
      expect(dismissedWords(none)).toBe('');
  });

  it('counts only in our own words: anyone can write a marker', () => {
    expect(sort(seen('alice', false)).kept).toMatchObject([{ round: 'new' }]);
    expect(sort(seen('alice', true, 'Resolved, thanks')).kept).toMatchObject([{ round: 'new' }]);
  });
});

const sorted = (...found: readonly Finding[]) =>
  sortFindings(found, file('a\nprint(b)\nprint(b)\n'), earlierFindings(seen(null, false))).kept;

describe('findings of one round', () => {
  it('are one where an agent says two things by one rule of one line: they are dismissed together', () => {
    const note: Finding = { ...finding, severity: 'note', message: 'And b is not defined.' };
    expect(sorted(note, finding)).toMatchObject([
      { severity: 'reject', round: 'new', message: 'And b is not defined.\n\nNobody asked for  printing.' },
    ]);
    expect(sorted(finding, finding)).toMatchObject([{ message: finding.message }]);
  });

  it.each([
    ['another line of the same text', { line: 3 }],
    ['another rule', { rule: 'reasoning:tests' }],
    ['no line', { line: null }],
  ])('are two where the second is about %s', (_what, other) => {
    expect(new Set(sorted(finding, { ...finding, ...other }).map((one) => one.key)).size).toBe(2);
  });
});

describe('the key of a finding', () => {
  it('stays the same where lines move and words are written otherwise', () => {
    const moved = file('new\na\n  print(b)\n');
    const again = { ...finding, line: 3, message: 'This prints, and the task does not say so.' };
    expect(findingKey(again, moved)).toBe(key);
    expect(sort(seen('alice'), again, moved).kept).toEqual([]);
  });

  it.each([
    ['rule', { rule: 'reasoning:tests' }],
    ['path', { path: 'other.py' }],
    ['line of text', { line: 1 }],
  ])('is another where the %s is another', (_title, other) => {
    expect(findingKey({ ...finding, ...other }, change)).not.toBe(key);
  });

  it.each(['no-todo', 'ruleset:3', 'reasoningless'])('holds the words of the rule %s', (rule) => {
    const [one, other] = [finding.message, 'Other words.'].map((message) =>
      findingKey({ ...finding, rule, message }, change),
    );
    expect(one).not.toBe(other);
  });
});
