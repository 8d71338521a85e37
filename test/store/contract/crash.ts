import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { leafOf } from '../../../src/record/export-line.ts';
import { appendLeaf, emptyFrontier, rootOfFrontier } from '../../../src/record/merkle.ts';
import type { Subject } from '../contract.ts';
import { collect, repo } from '../samples.ts';

type Acknowledged = { readonly deliveries: string[]; readonly versions: number[] };

export function crashContract({ store, home, reopen }: Subject): void {
  it('loses nothing that it acknowledged to a process that was killed, and keeps its log whole', async () => {
    await store().close();
    const all: Acknowledged = { deliveries: [], versions: [] };
    for (const lines of [40, 75, 120]) {
      const { deliveries, versions } = await writeUntilKilled(home().writer, lines);
      all.deliveries.push(...deliveries);
      all.versions.push(...versions);
    }
    const after = await reopen();
    const kept = new Set((await after.inbox.recent(100_000)).map(({ id }) => id));
    expect(all.deliveries.filter((id) => !kept.has(id))).toEqual([]);
    expect(all.deliveries.length).toBeGreaterThan(0);
    expect(all.versions.length).toBeGreaterThan(0);

    const entries = (await collect(after.entries.log(repo))).map(({ entry }) => entry);
    expect(entries.length).toBeGreaterThanOrEqual(Math.max(...all.versions));
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, at) => at + 1));
    const frontier = entries.reduce((grown, entry) => appendLeaf(grown, leafOf(entry)), emptyFrontier);
    const head = await after.entries.head(repo);
    expect({ size: head.size, root: Buffer.from(head.root).toString('hex') }).toEqual({
      size: entries.length,
      root: Buffer.from(rootOfFrontier(frontier)).toString('hex'),
    });
    // A delivery without its wake-up would be acknowledged and never looked at.
    let due = 0;
    while ((await after.due.claim('me', 1e13, 1)) !== null) due += 1;
    expect(due).toBe(kept.size);
  });
}

/** Lets a process write until it has reported that many lines, then kills it in the middle of the next. */
async function writeUntilKilled(command: readonly string[], lines: number): Promise<Acknowledged> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const acknowledged: Acknowledged = { deliveries: [], versions: [] };
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, value = ''] = line.split(' ');
    if (what === 'delivery') acknowledged.deliveries.push(value);
    if (what === 'version') acknowledged.versions.push(Number(value));
    count += 1;
    if (count === lines) child.kill('SIGKILL');
  }
  await closed;
  expect(count).toBeGreaterThanOrEqual(lines);
  return acknowledged;
}
