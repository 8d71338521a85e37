/**
 * A process that lives to be killed: opens the store of a directory, appends and receives without pause, and reports
 * each acknowledgement on a line of its own. `idle` as second argument: opens, says so, and only holds the lock.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/sqlite/open-store.ts';
import { delivery, newEntry, repo } from '../samples.ts';

const [, , dir = '', mode = 'write'] = process.argv;
const opened = await openStore({ dir, now: () => new Date() });
if (opened.kind === 'refused') throw new Error(opened.message);
const { store } = opened;
if (mode === 'idle') {
  report('opened');
  setInterval(() => {}, 1_000);
} else {
  await Promise.all([appendForEver(), ...Array.from({ length: 4 }, (_, at) => receiveForEver(at))]);
}

async function appendForEver(): Promise<void> {
  const { size } = await store.entries.head(repo);
  for (let version = size + 1; ; version += 1) {
    const appended = await store.entries.append(newEntry('octo/cat#1', version));
    if (appended.kind !== 'appended') throw new Error(`version ${version}: ${appended.kind}`);
    report(`version ${version}`);
  }
}

async function receiveForEver(lane: number): Promise<void> {
  for (let at = 0; ; at += 1) {
    const id = `${process.pid}-${lane}-${at}`;
    await store.inbox.receive(delivery(id, { payload: 'x'.repeat(4_000) }));
    report(`delivery ${id}`);
  }
}

/** Straight to the pipe: what was reported has left the process before anything else happens in it. */
function report(line: string): void {
  writeSync(1, `${line}\n`);
}
