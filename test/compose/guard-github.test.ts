import { describe, expect, it } from 'vitest';
import { guardGithub } from '../../src/compose/guard-github.ts';
import type { Mutation } from '../../src/task/shapes/mutation.ts';
import { headSha } from '../../src/task/names.ts';
import { fakeGitHub, replied, sent } from '../acts/fakes.ts';
import { situation } from '../task/situations.ts';

const said = 'it is CANARY, you know';
const redact = (text: string): string => text.replaceAll('CANARY', '[redacted]');
const head = headSha('abcd1234');
const signal = new AbortController().signal;

const mutations: Mutation[] = [
  { do: 'addComment', subjectId: 'I', body: said },
  { do: 'createIssue', title: said, body: said },
  { do: 'replyInThread', threadId: 'T', body: said },
  { do: 'updateComment', id: 'C', body: said },
  { do: 'createPull', branch: 'b', base: 'main', title: said, body: said },
  { do: 'updatePull', pullId: 'P', title: said, body: said },
  { do: 'updatePull', pullId: 'P' },
  {
    do: 'addReview',
    pullId: 'P',
    headSha: head,
    body: said,
    threads: [{ path: 'a', startLine: null, line: 1, body: said }],
  },
  { do: 'submitReview', pullId: 'P', body: said },
  {
    do: 'createCheckRun',
    name: 'Cadence',
    headSha: head,
    externalId: 'x',
    conclusion: 'success',
    title: said,
    summary: said,
  },
  {
    do: 'commit',
    branch: 'b',
    expectedHeadSha: 'abcd',
    headline: said,
    body: said,
    additions: [{ path: 'a', bytes: new TextEncoder().encode('x') }],
    deletions: ['b'],
  },
];

describe('GitHub', () => {
  it.each(mutations.map((one) => [one.do, one] as const))(
    'is told no secret of ours by %s, and everything else as it was',
    async (_name, mutation) => {
      const fake = fakeGitHub({ mutate: async () => replied(situation()) });
      await guardGithub(fake.github, redact).mutate([mutation], null, signal);
      expect(JSON.stringify(sent(fake))).not.toContain('CANARY');
      expect(sent(fake)).toEqual([JSON.parse(redact(JSON.stringify(mutation)), bytesAgain)]);
    },
  );

  it('is told none by a merge', async () => {
    const fake = fakeGitHub({ merge: async () => ({ kind: 'merged', sha: 'abcd' }) });
    const call = { pull: 8, sha: head, method: 'squash', title: said, message: said } as const;
    await guardGithub(fake.github, redact).merge(call, signal);
    expect(fake.calls).toEqual([['merge', { ...call, title: redact(said), message: redact(said) }]]);
  });
});

function bytesAgain(key: string, value: unknown): unknown {
  return key === 'bytes' ? Uint8Array.from(Object.values(value as Record<string, number>)) : value;
}
