import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { createWorld } from '../../../src/simulator/create-world.ts';
import { createStorage, isStorage } from '../../../src/simulator/http/storage.ts';

it('keeps bytes under an address of their own for a minute', () => {
  let now = 0;
  const world = createWorld({ dir: tmpdir(), now: () => new Date(now) });
  world.url = 'http://127.0.0.1:1';
  const storage = createStorage(world);
  const [one, two] = ['one', 'two'].map(
    (text) => new URL(storage.put(Buffer.from(text), 'text/plain', `${text}.txt`)).pathname,
  );
  if (one === undefined || two === undefined) throw new Error('no address');
  expect([isStorage(one), one === two]).toEqual([true, false]);
  expect(storage.serve(two)).toMatchObject({
    status: 200,
    body: Buffer.from('two'),
    headers: { 'content-type': 'text/plain' },
  });
  now = 59_999;
  expect(storage.serve(one).status).toBe(200);
  now = 60_000;
  expect(storage.serve(one).status).toBe(403);
});
