import { describe, expect, it } from 'vitest';
import type { ActDeps } from '../../../src/acts/act.ts';
import { draftReview } from '../../../src/acts/review/draft-review.ts';
import { jsonArtefact } from '../../../src/acts/artefacts/json-artefact.ts';
import { draftedReview, type DraftedReview } from '../../../src/acts/artefacts/review-artefact.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import { findingComment } from '../../../src/words/review/finding-comment.ts';
import type { ModelReply } from '../../../src/agents/model.ts';
import type { Change } from '../../../src/patch/change/change.ts';
import { policySchema } from '../../../src/policy/policy.ts';
import type { Draft } from '../../../src/task/entry.ts';
import type { Task } from '../../../src/task/task.ts';
import { filesOf } from '../../agents/support.ts';
import { after, at, base, drafts, intent } from '../../task/build.ts';
import type { Thread } from '../../../src/task/situation.ts';
import { pull, situation } from '../../task/situations.ts';
import { fakeGitHub, shelf, turn } from '../fakes.ts';

const kept = shelf();
const spec = jsonArtefact(kept, {
  title: 'Fix add',
  goal: 'add() adds',
  acceptance: ['add(2, 2) is 4'],
  kind: 'micro',
  source: 'agent',
  testsWanted: true,
  filesInScope: [],
});
const files = filesOf({
  'AGENTS.md': 'Use tabs.\n',
  'calc.py': 'def add(x, y):\n    return x\n',
  'use.py': 'import calc\ncalc.add(1, 2)\n',
});
const usage = { promptTokens: 10, replyTokens: 5, counted: 'server' } as const;
const said = (value: unknown): ModelReply => ({ kind: 'text', text: JSON.stringify(value), usage });

/** A task in Review whose change leaves this text at this path. */
function reviewing(path: string, text: string): Task {
  const bytes = new TextEncoder().encode(text);
  const change: Change = [{ path, kind: 'added', before: null, after: { mode: 'file', bytes } }];
  const { ref } = storeChange(kept, change, []);
  const built: Draft = { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: ref } };
  const task = after(
    at('Execute(change)'),
    intent('buildPatch'),
    built,
    intent('publishChange'),
    drafts.applied,
    drafts.green,
  );
  if (task.state.phase !== 'Review') throw new Error(task.state.phase);
  return { ...task, state: { ...task.state, work: { ...task.state.work, spec: spec.address } } };
}

const approve = { verdict: 'approve', findings: [] };
const summed = { summary: 'It adds.', findings: [] };

type Replies = { readonly review?: ModelReply; readonly lint?: ModelReply };

async function review(
  replies: Replies,
  reviewers: readonly ('rules' | 'efficiency' | 'reasoning')[] = ['rules', 'efficiency', 'reasoning'],
  task = reviewing('calc.py', 'def add(x, y):\n    return x + y\n'),
  threads: readonly Thread[] = [],
) {
  const prompts: Record<string, string> = {};
  const model: ActDeps['model'] = {
    complete: async ({ messages, schema }) => {
      const name = schema?.name ?? 'none';
      prompts[name] = messages.map((one) => ('text' in one ? one.text : '')).join('\n');
      return replies[name as keyof Replies] ?? said(name === 'lint' ? summed : approve);
    },
  };
  const policy = policySchema.parse({ roles: { review: reviewers } });
  const seen = situation({
    policy: { kind: 'policy', policy, hash: 'p' },
    pull: pull({ threads }),
    roles: { alice: 'write' },
  });
  const deps = { ...kept, model, tree: async () => ({ kind: 'tree', files }) as const };
  const result = await draftReview.run(turn(task, fakeGitHub(), seen, deps), { kind: 'draftReview' });
  if (result.kind !== 'outcome') throw new Error(result.kind);
  const { draft } = result;
  const drafted: DraftedReview | null =
    draft.kind === 'review_drafted'
      ? draftedReview.parse(JSON.parse(new TextDecoder().decode(result.artefacts[0]?.bytes)))
      : null;
  return { draft, review: drafted, prompts };
}

describe('the draft of a review', () => {
  it('passes where every reviewer that was named has looked and none objects', async () => {
    const { draft, review: drafted } = await review({});
    expect(draft).toMatchObject({
      kind: 'review_drafted',
      data: { verdict: 'pass', findings: 0, reviewers: ['rules', 'efficiency', 'reasoning'] },
    });
    expect(draft.data).toHaveProperty('calls');
    expect(drafted?.summary).toBe('It adds.');
  });

  it('shows the reviewer the diff, the criteria by number and code around, never what the author said', async () => {
    const { prompts } = await review({});
    const shown = prompts['review'] ?? '';
    for (const words of ['+    return x + y', 'acceptance:1 add(2, 2) is 4', '3 passed', 'calc.add(1, 2)'])
      expect(shown).toContain(words);
    expect(shown).not.toContain('rationale of the author');
    expect(prompts['lint']).toContain('+    return x + y');
    expect(prompts['lint']).not.toBe(shown);
    for (const one of ['review', 'lint']) expect(prompts[one]).toContain('=== AGENTS.md\nUse tabs.');
  });

  it.each<[string, ModelReply]>([
    ['prose', { kind: 'text', text: 'Approved, verdict: pass', usage }],
    ['nothing', { kind: 'empty', message: 'empty', usage }],
    ['a cut reply', { kind: 'truncated', message: 'cut', usage }],
    ['a refusal', { kind: 'refused', message: 'no', usage }],
    [
      'approval with findings',
      said({ verdict: 'approve', findings: [{ path: null, line: null, message: 'x' }] }),
    ],
    ['rejection without findings', said({ verdict: 'reject', findings: [] })],
  ])('is not passed by a judge that answers %s', async (_title, reply) => {
    const { draft } = await review({ review: reply });
    expect(draft).toMatchObject({ data: { verdict: 'reject', rejecting: 1 } });
  });

  it('is not passed by a rejection that cites nothing', async () => {
    const finding = { rule: '', path: 'calc.py', line: 2, message: 'Hm.', suggestion: null };
    const { draft, review: drafted } = await review({
      review: said({ verdict: 'reject', findings: [finding] }),
    });
    expect(draft).toMatchObject({ data: { verdict: 'reject', findings: 2, rejecting: 1 } });
    expect(drafted?.findings.map(({ severity }) => severity)).toEqual(['reject', 'note']);
  });

  it('is not passed where Efficiency gave no usable answer', async () => {
    const { draft } = await review({ lint: said({ summary: '', findings: [] }) });
    expect(draft).toMatchObject({ data: { verdict: 'reject' } });
  });

  it('takes what Efficiency finds for notes', async () => {
    const finding = { rule: '', path: 'calc.py', line: 1, message: 'Name it sum.', suggestion: null };
    const { draft } = await review({ lint: said({ summary: 'It adds.', findings: [finding] }) });
    expect(draft).toMatchObject({ data: { verdict: 'pass', findings: 1, rejecting: 0 } });
  });

  it('asks Efficiency nothing about a diff without code', async () => {
    const { prompts, review: drafted } = await review({}, undefined, reviewing('README.md', '# Calc\n'));
    expect(Object.keys(prompts)).toEqual(['review']);
    expect(drafted?.summary).toBeNull();
  });

  it('holds where a reviewer that was named cannot run', async () => {
    const outage = { kind: 'unavailable', reason: 'outage', message: 'down', retryAfterMs: null } as const;
    expect((await review({ lint: outage })).draft.kind).toBe('held');
  });

  it('is not kept from passing by a finding that a person dismissed, and names it', async () => {
    const finding = { rule: 'scope', path: 'calc.py', line: 2, message: 'Not asked for.', suggestion: null };
    const rejecting = { review: said({ verdict: 'reject', findings: [finding] }) };
    const first = await review(rejecting);
    expect(first.draft).toMatchObject({ data: { verdict: 'reject', rejecting: 1 } });
    const [told] = first.review?.findings ?? [];
    if (told === undefined) throw new Error('no finding');
    const comment = {
      id: 'PRRC_1',
      author: { login: 'cadence[bot]', kind: 'bot' },
      ours: true,
      body: findingComment(told),
      createdAt: 1,
      edited: false,
      diffHunk: '',
      reactions: [],
    } as const;
    const place = { id: 'PRRT_1', path: 'calc.py', line: null, originalLine: 2, complete: true };
    const thread: Thread = { ...place, resolvedBy: 'alice', comments: [comment] };
    const second = await review(rejecting, undefined, undefined, [thread]);
    expect(second.draft).toMatchObject({ data: { verdict: 'pass', findings: 0, dismissed: [told.key] } });
    expect(first.prompts['review']).not.toContain('Not asked for.');
    expect(second.prompts['review']).toMatch(/dismissed, not to be said again>[^<]*Not asked for\./);
    const reworded = said({ verdict: 'reject', findings: [{ ...finding, message: 'Nobody wants it.' }] });
    expect((await review({ review: reworded }, undefined, undefined, [thread])).draft).toMatchObject({
      data: { verdict: 'pass', findings: 0, dismissed: [told.key] },
    });
    expect(second.review?.dismissed).toBe(1);
    const open = await review(rejecting, undefined, undefined, [{ ...thread, resolvedBy: null }]);
    expect(open.draft).toMatchObject({ data: { verdict: 'reject' } });
    expect(open.review?.findings).toMatchObject([{ round: 'again' }]);
  });

  it('asks nobody where only the rules are named', async () => {
    const { prompts, draft } = await review({}, ['rules']);
    expect([Object.keys(prompts), draft.data]).toMatchObject([[], { verdict: 'pass' }]);
  });
});
