import { getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { pageQuery } from '../../src/cli/story/page/page-query.ts';
import { mutate } from '../../src/github/mutate/mutate.ts';
import { observe } from '../../src/github/observe/observe.ts';
import type { Document } from '../../src/github/transport/graphql.ts';
import { loadSchema } from '../../src/simulator/graphql/load-schema.ts';
import type { Failure, Mutation, ObserveRequest } from '../../src/task/shapes/mutation.ts';
import { headSha } from '../../src/task/names.ts';
import {
  look,
  rawIssue,
  rawLabelled,
  rawList,
  rawPull,
  rawRepository,
  repo,
  scripted,
} from './observe/raw.ts';
import type { Scripted } from './observe/raw.ts';

/** Ends the asking: what is sent before it is what is of interest. */
const over: Failure = { kind: 'unknown', message: 'over' };

/** What does not fit GitHub's schema: in the text, then in the variables. */
function problems({ text, variables }: Pick<Document, 'text' | 'variables'>): readonly string[] {
  const schema = loadSchema();
  const document = parse(text);
  const wrong = validate(schema, document);
  if (wrong.length > 0) return wrong.map(({ message }) => message);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const { errors = [] } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
  return errors.map(({ message }) => message);
}

function nameOf({ text }: Document): string {
  return /^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '';
}

/** The documents of a look whose answers are these. */
async function asked(wanted: Partial<ObserveRequest>, ...answers: readonly Scripted[]): Promise<Document[]> {
  const { deps, sent } = scripted([...answers, over]);
  await observe(deps, { ...look, ...wanted });
  return sent;
}

const earlier = { pageInfo: { hasPreviousPage: true, startCursor: 'c' } };
const pageOf = (...nodes: readonly unknown[]): object => ({ ...rawList(...nodes), ...earlier });
const policy = { oid: 'p1', text: 'tests:\n  workflow: .github/workflows/ci.yml\n', isTruncated: false };

const none: Partial<ObserveRequest> = { branch: null, pull: null };

describe('a question', () => {
  it.each<[string, Partial<ObserveRequest>]>([
    ['about the issue alone', none],
    ['that looks for the pull request', { ...none, closes: 'look' }],
    ['by a branch', { pull: null, blobs: ['add.py', 'test_add.py'] }],
    ['by a branch and a pull request', {}],
    ['by a pull request', { branch: null }],
    ['that wants issues we opened', { openedSince: 0 }],
  ])('%s fits', async (_title, wanted) => {
    const sent = await asked(wanted);
    expect(sent.map(nameOf)).toEqual(['Situation']);
    expect(sent.flatMap(problems)).toEqual([]);
  });

  it.each<[string, Partial<ObserveRequest>, object]>([
    ['without a pull request', none, { pull: null, branch: null }],
    ['with one', {}, {}],
    ['with one of a fork', {}, { pull: rawPull({ isCrossRepository: true }) }],
  ])('about files that the policy names, %s, fits', async (_title, wanted, fields) => {
    const sent = await asked(wanted, rawRepository({ policy, ...fields }));
    expect(sent.map(nameOf)).toEqual(['Situation', 'Details']);
    expect(sent.flatMap(problems)).toEqual([]);
  });

  it.each<[string, object]>([
    ["the issue's comments", { issue: rawIssue({ comments: pageOf() }) }],
    ["the pull request's comments", { pull: rawPull({ comments: pageOf() }) }],
    ['who labelled', { issue: rawIssue({ labelled: pageOf(rawLabelled('tom', 1, 'other')) }) }],
  ])('about older pages of %s fits', async (_title, fields) => {
    const sent = await asked({}, rawRepository({ ...fields }));
    expect(sent.map(nameOf)).toEqual(['Situation', 'Older']);
    expect(sent.flatMap(problems)).toEqual([]);
  });

  it('for a page to read fits', () => {
    expect(problems({ text: pageQuery, variables: { owner: 'octo', name: 'demo' } })).toEqual([]);
  });
});

const branch = 'cadence/1-add';
const sha = 'a'.repeat(40);
const body = 'words';
const thread = { path: 'add.py', startLine: null, line: 2, body };

const mutations: { readonly [Name in Mutation['do']]: Extract<Mutation, { do: Name }> } = {
  createBranch: { do: 'createBranch', branch, sha },
  commit: {
    do: 'commit',
    branch,
    expectedHeadSha: sha,
    headline: 'Add',
    body,
    additions: [{ path: 'add.py', bytes: Buffer.from('x') }],
    deletions: ['old.py'],
  },
  createPull: { do: 'createPull', branch, base: 'main', title: 'Add', body },
  updatePull: { do: 'updatePull', pullId: 'PR_1', title: 'Add', body },
  closePull: { do: 'closePull', pullId: 'PR_1' },
  createIssue: { do: 'createIssue', title: 'Add', body },
  addComment: { do: 'addComment', subjectId: 'I_1', body },
  replyInThread: { do: 'replyInThread', threadId: 'PRRT_1', body },
  updateComment: { do: 'updateComment', id: 'IC_1', body },
  deleteComment: { do: 'deleteComment', id: 'IC_1' },
  createLabel: { do: 'createLabel', name: 'cadence', color: 'ededed', description: 'ours' },
  addLabels: { do: 'addLabels', subjectId: 'I_1', labelIds: ['L_1'] },
  removeLabels: { do: 'removeLabels', subjectId: 'I_1', labelIds: ['L_1'] },
  react: { do: 'react', subjectId: 'I_1', content: 'EYES' },
  addReview: {
    do: 'addReview',
    pullId: 'PR_1',
    headSha: headSha(sha),
    body,
    threads: [thread, { ...thread, startLine: 1 }],
  },
  submitReview: { do: 'submitReview', pullId: 'PR_1', body },
  createCheckRun: {
    do: 'createCheckRun',
    name: 'gate',
    headSha: headSha(sha),
    externalId: 'x',
    conclusion: 'neutral',
    title: 'Gate',
    summary: body,
  },
  closeIssue: { do: 'closeIssue', id: 'I_1' },
  deleteBranch: { do: 'deleteBranch', branch, expectedSha: sha },
};

describe('a mutation', () => {
  it.each(Object.values(mutations))('$do fits, with the question that hangs on it', async (mutation) => {
    const { deps, memory, sent } = scripted([{ id: 'R_1' }, over]);
    memory.viewer = 'cadence[bot]';
    await mutate(deps, { repo, mutations: [mutation], look, signal: AbortSignal.timeout(1000) });
    expect(sent.map(nameOf)).toEqual(['Repository', 'Change']);
    expect(sent.flatMap(problems)).toEqual([]);
  });
});

describe('what does not fit', () => {
  it.each([
    ['an unknown field', 'query Q { viewer { shoeSize } }', {}, 'shoeSize'],
    [
      'an unknown field of an input',
      'mutation M($input: CloseIssueInput!) { closeIssue(input: $input) { clientMutationId } }',
      { input: { issueId: 'I_1', mood: 'good' } },
      'mood',
    ],
  ])('is found: %s', (_title, text, variables, word) => {
    expect(problems({ text, variables })).toEqual([expect.stringContaining(word)]);
  });
});
