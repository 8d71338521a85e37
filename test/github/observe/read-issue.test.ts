import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/github/observe/observe.ts';
import {
  at,
  look,
  rawIssue,
  rawLabelled,
  rawList,
  rawRepository,
  scripted,
  situationOf,
  user,
} from './raw.ts';

const minute = (count: number): number => Date.parse(at(count));
const edited = (editor: string, when: number) => ({ editedAt: at(when), editor: user(editor) });

describe('the label', () => {
  it('counts by its last time', async () => {
    const labelled = rawList(rawLabelled('alice', 5), rawLabelled('bob', 9), rawLabelled('eve', 11, 'bug'));
    expect(await situationOf({ issue: rawIssue({ labelled }) })).toMatchObject({
      issue: { labelled: { by: { login: 'bob' }, at: minute(9) } },
    });
  });

  it('is none once it has been taken off', async () => {
    const issue = rawIssue({ labels: { nodes: [{ name: 'bug' }] } });
    expect(await situationOf({ issue })).toMatchObject({ issue: { labelled: null } });
  });

  it('is the one that the policy names, in any case', async () => {
    const policy = { oid: 'p', text: 'trigger:\n  label: Robot\n', isTruncated: false };
    const labelled = rawList(rawLabelled('alice', 5), rawLabelled('bob', 9, 'robot'));
    const issue = rawIssue({ labelled, labels: { nodes: [{ name: 'robot' }] } });
    expect(await situationOf({ policy, issue })).toMatchObject({
      issue: { labelled: { by: { login: 'bob' } } },
    });
  });

  it('is looked for further back where the list was cut', async () => {
    const labelled = {
      pageInfo: { hasPreviousPage: true, startCursor: 'c1' },
      nodes: [rawLabelled('eve', 30, 'bug')],
    };
    const older = { on: { list: rawList(rawLabelled('alice', 5)) } };
    const { deps, sent } = scripted([rawRepository({ issue: rawIssue({ labelled }) }), older]);
    expect(await observe(deps, look)).toMatchObject({ issue: { labelled: { by: { login: 'alice' } } } });
    expect(sent[1]?.variables).toMatchObject({ before: 'c1' });
  });

  it('that nobody is seen to have put on has been put on by nobody with rights', async () => {
    const seen = await situationOf({ issue: rawIssue({ labelled: rawList() }) });
    expect(seen.issue.labelled?.by.login).toBe('ghost');
    expect(seen.roles).not.toHaveProperty('ghost');
  });

  it('of ours is known in any case', async () => {
    const issue = rawIssue({
      labels: { nodes: [{ name: 'cadence' }, { name: 'Cadence:Held' }, { name: 'Bug' }] },
    });
    const labels = { nodes: [{ id: 'L_2', name: 'CADENCE:held' }] };
    expect(await situationOf({ issue, labels })).toMatchObject({
      issue: { labels: ['cadence', 'cadence:held', 'Bug'] },
      repo: { labels: { 'cadence:held': 'L_2' } },
    });
  });
});

describe('edits of the issue', () => {
  it.each([
    ['none', {}, null, null],
    [
      'the text as it was first written is no edit',
      { userContentEdits: { nodes: [edited('alice', 0)] } },
      null,
      null,
    ],
    ['the last one', { lastEditedAt: at(7), editor: user('alice') }, 'alice', 7],
    ['a new title is one too', { renamed: { nodes: [{ createdAt: at(8), actor: user('eve') }] } }, 'eve', 8],
    [
      'one by somebody else is not hidden by a later one of the labeller',
      {
        lastEditedAt: at(9),
        editor: user('alice'),
        userContentEdits: { nodes: [edited('alice', 9), edited('eve', 8), edited('alice', 0)] },
      },
      'eve',
      8,
    ],
    [
      'what somebody else did before the label was there to see',
      {
        lastEditedAt: at(9),
        editor: user('alice'),
        userContentEdits: { nodes: [edited('alice', 9), edited('eve', 4)] },
      },
      'alice',
      9,
    ],
  ])('%s', async (_title, fields, editor, when) => {
    expect(await situationOf({ issue: rawIssue(fields) })).toMatchObject({
      issue: { editor, editedAt: when === null ? null : minute(when) },
    });
  });

  it('tells who closed it, while it is closed', async () => {
    const closing = { nodes: [{ actor: user('bob') }] };
    expect(await situationOf({ issue: rawIssue({ closing }) })).toMatchObject({ issue: { closedBy: null } });
    const closed = rawIssue({ closing, state: 'CLOSED', closedAt: at(30) });
    expect(await situationOf({ issue: closed })).toMatchObject({
      issue: { open: false, closedBy: 'bob', closedAt: minute(30) },
    });
  });
});
