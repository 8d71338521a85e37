import { describe, expect, it } from 'vitest';
import type { Document, GraphqlReply } from '../../../src/github/transport/graphql.ts';
import { createMemory } from '../../../src/github/observe/memory.ts';
import { mutate } from '../../../src/github/mutate/mutate.ts';
import type { Failure, Mutation, MutationReply } from '../../../src/task/shapes/mutation.ts';
import { look, rawRepository, repo } from '../observe/raw.ts';

type Given = {
  readonly viewer?: string | null;
  readonly reply: GraphqlReply | Failure;
  readonly mutations?: readonly Mutation[];
};

const close: Mutation = { do: 'closeIssue', id: 'I_1' };
const remove: Mutation = { do: 'deleteComment', id: 'IC_1' };

async function permission(): Promise<'none'> {
  return 'none';
}

async function sent({ viewer = 'cadence[bot]', reply, mutations = [close] }: Given): Promise<{
  reply: MutationReply;
  documents: Document[];
}> {
  const documents: Document[] = [];
  const memory = createMemory();
  memory.viewer = viewer;
  memory.repositoryIds.set(repo, 'R_1');
  const graphql = { send: async (document: Document) => (documents.push(document), reply) };
  const deps = { graphql, permission, memory, now: () => 42 };
  return {
    reply: await mutate(deps, { repo, mutations, look, signal: AbortSignal.timeout(1000) }),
    documents,
  };
}

function replied(data: GraphqlReply['data'], errors: GraphqlReply['errors'] = []): GraphqlReply {
  return { kind: 'reply', data, errors };
}

const closed = { issue: { id: 'I_1', number: 1, repository: rawRepository() } };

describe('a document', () => {
  it('asks for the situation once, on the last mutation', async () => {
    const { documents, reply } = await sent({
      reply: replied({ m0: {}, m1: closed }),
      mutations: [remove, close],
    });
    expect(documents[0]?.mutations).toBe(2);
    expect(documents[0]?.text.match(/\.\.\.Reply/g)).toHaveLength(1);
    expect(documents[0]?.text).toMatch(/m1: closeIssue[^\n]*\.\.\.Reply/);
    expect(reply).toMatchObject({ kind: 'replied', situation: { at: 42, issue: { number: 1 } } });
  });

  it('whose last mutation does not reach the repository asks for none', async () => {
    const { documents, reply } = await sent({ reply: replied({ m0: {} }), mutations: [remove] });
    expect(documents[0]?.text).not.toContain('Reply');
    expect(reply).toMatchObject({ results: [{ kind: 'done', id: null }], situation: null });
  });

  it('asks for none as long as GitHub has not told who we are', async () => {
    const { documents } = await sent({ viewer: null, reply: replied({ m0: { issue: { id: 'I_1' } } }) });
    expect(documents[0]?.text).not.toContain('Reply');
  });

  it('without mutations is not sent', async () => {
    const { documents, reply } = await sent({ reply: replied({}), mutations: [] });
    expect(documents).toEqual([]);
    expect(reply).toEqual({ kind: 'replied', results: [], situation: null });
  });
});

describe('a reply', () => {
  it('gives each mutation its own result', async () => {
    const error = { type: 'STALE_DATA', path: ['m0'], message: 'Expected branch to point to "a"' };
    const { reply } = await sent({
      reply: replied({ m0: null, m1: closed }, [error]),
      mutations: [close, close],
    });
    expect(reply).toMatchObject({
      results: [
        { kind: 'refused', reason: 'moved', message: error.message },
        { kind: 'done', id: 'I_1', number: 1 },
      ],
      situation: { issue: { number: 1 } },
    });
  });

  it('that says nothing of a mutation does not say that it was done', async () => {
    expect((await sent({ reply: replied({}) })).reply).toMatchObject({
      results: [{ kind: 'refused', reason: 'other' }],
    });
  });

  it('whose situation is broken has done what it says, and no situation', async () => {
    const error = { type: 'NOT_FOUND', path: ['m0', 'issue', 'repository', 'pull'], message: 'no' };
    const { reply } = await sent({ reply: replied({ m0: closed }, [error]) });
    expect(reply).toMatchObject({ results: [{ kind: 'done' }], situation: null });
  });

  it('has its situation in spite of a list that is not shown', async () => {
    const error = { type: 'FORBIDDEN', path: ['m0', 'issue', 'repository', 'collaborators'], message: 'no' };
    const issue = { ...closed.issue, repository: rawRepository({ collaborators: null }) };
    const { reply } = await sent({ reply: replied({ m0: { issue } }, [error]) });
    expect(reply).toMatchObject({ situation: { roles: { alice: 'none' } } });
  });

  it('that did not come is a failure', async () => {
    expect((await sent({ reply: { kind: 'unknown', message: 'oh' } })).reply).toMatchObject({
      kind: 'unknown',
    });
  });
});
