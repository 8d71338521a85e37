import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/record/log-entry.ts';
import { addressOf, drafts, head, intent, roadTo, testsHead } from '../build.ts';
import { audit, directive, logged, numbered, sealed } from '../../record/legal-log.ts';
import { committed } from '../../record/sign-log.ts';

const road = roadTo('Meta reported');
const legal = logged(road);
const concerns = addressOf('7');

/** A road without tests to prove anything by: the directive brings none. */
const unproven = logged([
  ...roadTo('Generate'),
  intent('draftSpec'),
  directive,
  intent('buildPatch'),
  { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, by: 'directive' } },
  ...road.slice(road.indexOf(drafts.applied) - 1),
]);

const failedTwice = logged([
  ...roadTo('Test(evidence)'),
  {
    kind: 'failed_test',
    headSha: head,
    data: {
      reason: 'red',
      attempt: 1,
      part: 'change',
      runId: 12,
      runAttempt: 1,
      failed: ['t'],
      explained: addressOf('d'),
    },
  },
  intent('buildPatch'),
  drafts.changeBuilt,
  ...road.slice(road.indexOf(drafts.applied) - 1),
]);

type Edit = (entry: LogEntry) => object;

/** The entries of that kind (of intents: of that step) with other data, or other fields. */
function edited(entries: readonly LogEntry[], kind: string, edit: Edit, nth = 0): LogEntry[] {
  const found = entries.filter((one) => one.kind === kind || `intent ${String(one.data['step'])}` === kind)[
    nth
  ];
  if (!found) throw new Error(`no ${kind}`);
  return entries.map((one) => (one === found ? Object.assign({}, one, edit(one)) : one));
}

function saying(changed: object): Edit {
  return (entry) => ({ data: { ...entry.data, ...changed } });
}

function nested(field: string, changed: object): Edit {
  return (entry) => ({ data: { ...entry.data, [field]: Object.assign({}, entry.data[field], changed) } });
}

/** The entries with these put in before the first of a kind. */
function before(
  entries: readonly LogEntry[],
  kind: string,
  ...added: readonly Partial<LogEntry>[]
): LogEntry[] {
  const at = entries.findIndex((one) => one.kind === kind || `intent ${String(one.data['step'])}` === kind);
  const { headSha: _head, ...plain } = entries[at] ?? legal[0] ?? {};
  const made = added.map((one) => Object.assign({}, plain, { artefacts: [] }, one) as LogEntry);
  return numbered([...entries.slice(0, at), ...made, ...entries.slice(at)]);
}

const worrying = edited(legal, 'patch_built', saying({ concerns }), 1);
const answering = (command: string, result = 'accepted'): Partial<LogEntry>[] => {
  const said = { comment: 'IC_1', command, by: 'bob', result, reason: '' };
  const deadline = '2026-03-01T12:01:00.000Z';
  return [
    { phase: 'Commit', kind: 'intent', data: { step: 'answer', key: 'IC_1', deadline, data: said } },
    {
      phase: 'Commit',
      kind: 'answered',
      data: { ...said, guidance: null, frozen: null, textHash: null, reply: 'none' },
    },
  ];
};
const heldForApproval: Partial<LogEntry>[] = [
  { phase: 'Execute', kind: 'held', data: { reason: 'change-approval', back: 'here', explained: concerns } },
  { phase: 'Held', kind: 'released', data: { reason: 'change-approval' } },
];
const other = generateKeyPairSync('ed25519').privateKey;
function trailerOf(entries: readonly LogEntry[]): unknown {
  const merge = entries.find((one) => one.data['step'] === 'merge');
  return Object.assign({ trailer: null }, merge?.data['data']).trailer;
}

/** The same task, as another repository's. */
function moved(entry: LogEntry): LogEntry {
  const isNamed = entry.data['key'] === 'octo/cat#7';
  return { ...entry, task: 'octo/dog#7', data: { ...entry.data, ...(isNamed ? { key: 'octo/dog#7' } : {}) } };
}

describe('a legal history', () => {
  it.each<[string, readonly LogEntry[]]>([
    ['of the straight road', legal],
    ['without a proof', unproven],
    ['with a second attempt', failedTwice],
    ['of two tasks, one after the other', logged(road, legal, 8)],
  ])('holds: %s', (_what, entries) => {
    expect(audit(entries)).toMatchObject({ kind: 'holds' });
  });
});

/** Each is signed by the owner of the key, with every root and trailer in it made again, unless it is about those. */
describe('an illegal history that a signer can write is refused:', () => {
  it.each<[string, readonly LogEntry[], string]>([
    ['concerns published without approval', committed(worrying), 'concerns that nobody allowed'],
    [
      'a change-approval hold released by nobody',
      committed(before(worrying, 'intent publishChange', ...heldForApproval)),
      'change-approval ends by the word of a person alone',
    ],
    [
      'stop accepted and merged all the same',
      before(legal, 'intent merge', ...answering('stop')),
      'an intent to merge after a stop',
    ],
    [
      'proof required, skipped and merged',
      edited(unproven, 'admitted', saying({ redProof: 'required' })),
      'a merge without the required proof',
    ],
    [
      'evidence with nothing passed',
      edited(legal, 'pytest_run', nested('evidence', { passed: 0 }), 1),
      'passed',
    ],
    [
      'evidence of the proof run',
      edited(legal, 'pytest_run', nested('evidence', { runId: 11 }), 1),
      'the proof run as evidence',
    ],
    ['run 0', edited(legal, 'pytest_run', nested('evidence', { runId: 0 }), 1), 'runId'],
    ['a proof with nothing failed', edited(legal, 'pytest_run', nested('proof', { failed: [] })), 'failed'],
    [
      'a pytest_run of another head',
      edited(legal, 'pytest_run', () => ({ headSha: testsHead }), 1),
      'pytest_run of another head',
    ],
    [
      'a review of another head',
      edited(legal, 'review_drafted', () => ({ headSha: testsHead })),
      'review_drafted of another head',
    ],
    ['a review with no reviewer', edited(legal, 'review_drafted', saying({ reviewers: [] })), 'reviewers'],
    [
      'findings that reject and a verdict that passes',
      edited(legal, 'review_drafted', saying({ findings: 1, rejecting: 1 })),
      'a verdict that its findings do not give',
    ],
    ['committed with another tree', edited(legal, 'committed', saying({ tree: 'tree-2' })), 'another tree'],
    ['committed with another parent', edited(legal, 'committed', saying({ parent: 'b9' })), 'another parent'],
    [
      'merged on another base than tested',
      edited(legal, 'merged', saying({ base: 'b9999999' })),
      'another base',
    ],
    [
      'a merge intent with another sha',
      edited(legal, 'intent merge', (entry) => ({
        data: {
          ...entry.data,
          key: testsHead,
          data: Object.assign({}, entry.data['data'], { sha: testsHead }),
        },
      })),
      'a merge of another head',
    ],
    [
      'attempts over the grant',
      edited(failedTwice, 'admitted', saying({ attempts: 1 })),
      'no attempt is left',
    ],
    [
      'time that goes backwards',
      edited(legal, 'review_drafted', () => ({ at: '2026-03-01T12:00:01.000Z' })),
      'before the entry that it follows',
    ],
    [
      'artefacts emptied',
      edited(legal, 'task_generated', () => ({ artefacts: [] })),
      'an artefact that is named and not committed to',
    ],
    ['labelledBy empty', edited(legal, 'queued', saying({ labelledBy: '' })), 'labelledBy'],
    ['another actor', edited(legal, 'merged', () => ({ actor: 'mallory' })), 'actor'],
    [
      'two repositories in one log',
      numbered([...legal, ...legal.map(moved)]),
      'an entry of another repository than octo/cat',
    ],
  ])('%s', (_what, forged, said) => {
    expect(audit(sealed(forged))).toMatchObject({
      kind: 'broken',
      reason: 'phases',
      message: expect.stringContaining(said),
    });
  });

  it.each<[string, readonly LogEntry[], string]>([
    [
      'a merge intent with another trailer',
      edited(
        legal,
        'intent merge',
        nested('data', { trailer: trailerOf(sealed(legal.slice(0, -1), 'octo/cat', other)) }),
      ),
      'a trailer that the key of the log did not sign',
    ],
    [
      'a merge intent with the trailer of another state of the log',
      edited(legal, 'intent merge', nested('data', { trailer: trailerOf(logged(road, unproven, 8)) })),
      'which it does not follow',
    ],
    [
      'archived with a false root',
      edited(legal, 'archived', saying({ root: `${'A'.repeat(43)}=` })),
      'another root',
    ],
    [
      'archived with a false size',
      edited(legal, 'archived', saying({ size: 3 })),
      'which it does not follow',
    ],
  ])('%s', (_what, forged, said) => {
    expect(audit(forged)).toMatchObject({ kind: 'broken', message: expect.stringContaining(said) });
  });

  it('entries of another repository', () => {
    expect(audit(sealed(legal, 'octo/dog'), 'octo/dog')).toMatchObject({
      kind: 'broken',
      index: 0,
      message: expect.stringContaining('an entry of another repository than octo/dog'),
    });
  });
});

describe('one value has one spelling:', () => {
  it.each<[string, readonly LogEntry[], string]>([
    ['a time without milliseconds', edited(legal, 'merged', () => ({ at: '2026-03-01T12:00:19Z' })), 'at'],
    [
      'a time of another zone',
      edited(legal, 'queued', saying({ labelledAt: '2026-03-01T13:00:00.000+01:00' })),
      'labelledAt',
    ],
    ['a text that is not in NFC', edited(legal, 'queued', saying({ labelledBy: 'ade\u0301' })), 'NFC'],
    [
      'a SHA in capitals',
      edited(legal, 'tests_published', () => ({ headSha: testsHead.toUpperCase() })),
      'headSha',
    ],
    [
      'no request at all, written down',
      edited(
        legal,
        'merged',
        saying({ requests: { total: 0, graphql: 0, contentCreating: 0, mutations: 0 } }),
      ),
      'no request',
    ],
    ['no call at all, written down', edited(legal, 'task_generated', saying({ calls: [] })), 'calls'],
  ])('%s is refused', (_what, forged, said) => {
    expect(audit(sealed(forged))).toMatchObject({ kind: 'broken', message: expect.stringContaining(said) });
  });
});

describe('the whole log', () => {
  const half = logged(road.slice(0, road.indexOf(drafts.merged) + 1));
  it('has one merge at a time on a base', () => {
    expect(audit(half)).toMatchObject({ kind: 'holds' });
    const both = numbered([...half, ...logged(road.slice(0, road.indexOf(drafts.merged) + 1), [], 8)]);
    expect(audit(sealed(both))).toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('a merge into main while octo/cat#7 merges into it'),
    });
  });

  it('has no second generation of a task that is not over', () => {
    const [first] = logged([drafts.queued]);
    const again = Object.assign({}, first, {
      index: 1,
      version: 1,
      task: 'octo/cat#7-2',
      data: { ...first?.data, generation: 2 },
    });
    expect(audit([...(first ? [first] : []), again as LogEntry])).toMatchObject({
      kind: 'broken',
      index: 1,
      message: expect.stringContaining('begun again before it was over'),
    });
  });
});
