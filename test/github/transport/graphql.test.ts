import nock from 'nock';
import { afterEach, expect, it } from 'vitest';
import { host, mints, overNock } from '../over-nock.ts';

afterEach(() => nock.cleanAll());

const close = [{ do: 'closeIssue', id: 'I_1' }] as const;
const known = { data: { repository: { id: 'R_1' } } };
const broken = 'Something went wrong while executing your query on 2030-01-01.';

it.each([
  [
    'a document that GitHub does not understand',
    { errors: [{ message: 'Parse error on "}"' }] },
    { kind: 'refused', status: 422 },
  ],
  [
    'a failure of its own',
    { data: { m0: null }, errors: [{ path: ['m0'], message: broken }] },
    { kind: 'unknown' },
  ],
  ['neither data nor errors', {}, { kind: 'refused' }],
  ['errors that are none', { errors: 'many' }, { kind: 'unknown' }],
  ['a page of HTML', '<html>', { kind: 'unknown' }],
  [
    'a limit in the midst of a document',
    { data: { m0: null }, errors: [{ path: ['m0'], message: 'was submitted too quickly' }] },
    { kind: 'limited' },
  ],
  [
    'a refusal with a credential in it',
    {
      data: { m0: null },
      errors: [{ path: ['m0'], type: 'FORBIDDEN', message: 'not with ghs_secretsecret' }],
    },
    { kind: 'replied', results: [{ kind: 'refused', reason: 'forbidden', message: 'not with [redacted]' }] },
  ],
])('an answer of 200 with %s', async (_title, body, expected) => {
  const world = overNock();
  mints(world.clock, 'one');
  nock(host).post('/graphql').reply(200, known);
  nock(host).post('/graphql').reply(200, body);
  expect(await world.client.mutate(close, null, AbortSignal.timeout(10_000))).toMatchObject(expected);
});
