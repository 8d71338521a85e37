import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { packTree, readSnapshot } from '../../src/context/off-loop.ts';
import { packContext } from '../../src/context/pack.ts';
import { readTarball } from '../../src/context/snapshot.ts';
import type { Files } from '../../src/patch/change/change.ts';

function noise(lines: number): string {
  let state = 7;
  return Array.from({ length: lines }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `v_${state.toString(36)} = ${Math.imul(state, 7_919) >>> 0}`;
  }).join('\n');
}
const paths = Array.from({ length: 12 }, (_, index) => `shop/m${index}.py`);
const body = `${`${noise(500)}\n`.repeat(40)}\ndef total_price(items):\n    return sum(items)\n`;
const large: Files = new Map(
  paths.map((path) => [path, { mode: 'file', bytes: new TextEncoder().encode(body) }]),
);
const question = 'total_price ignores the discount';

async function tarball(): Promise<Uint8Array> {
  const entries = paths.map((path) => ({
    header: { name: `r/${path}`, size: Buffer.byteLength(body) },
    body,
  }));
  return gzipSync(await packTar(entries), { level: 0 });
}

/** How often the event loop came round while something was done. */
async function roundsDuring(work: Promise<unknown>): Promise<number> {
  let rounds = 0;
  let running = true;
  const turn = (): void => {
    rounds += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await work;
  running = false;
  return rounds;
}

describe('a large tree', () => {
  it('is packed as it would be here, while the event loop goes round', async () => {
    const here = packContext(large, question, 3_000);
    expect(here.ranges).not.toEqual([]);
    let there: unknown = null;
    const rounds = await roundsDuring(packTree(large, question, 3_000).then((packed) => (there = packed)));
    expect(there).toEqual(here);
    expect(rounds).toBeGreaterThan(20);
  });

  it('is read from its tarball as it would be here, and keeps no more memory than its files need', async () => {
    const packed = await tarball();
    expect(packed.byteLength).toBeGreaterThan(4 * 1024 * 1024);
    const snapshot = await readSnapshot(packed);
    expect(snapshot).toEqual(await readTarball(packed));
    const files = snapshot.kind === 'snapshot' ? [...snapshot.files.values()] : [];
    const memory = new Set(files.map(({ bytes }) => bytes.buffer));
    expect([...memory].map(({ byteLength }) => byteLength)).toEqual([Buffer.byteLength(body) * 12]);
  });

  it('is refused with the same sentence', async () => {
    const broken = (await tarball()).subarray(0, 3 * 1024 * 1024);
    const refused = await readSnapshot(broken);
    expect(refused).toEqual(await readTarball(broken));
    expect(refused.kind).toBe('refused');
  });

  it('is read into memory that threads share, and never copied', async () => {
    const snapshot = await readSnapshot(await tarball());
    const files = snapshot.kind === 'snapshot' ? [...snapshot.files.values()] : [];
    expect(files.length).toBe(12);
    expect(files.every(({ bytes }) => bytes.buffer instanceof SharedArrayBuffer)).toBe(true);
  });

  it('keeps no process from ending', async () => {
    const module = JSON.stringify(import.meta.resolve('../../src/context/off-loop.ts'));
    const code = `import(${module}).then(async ({ packTree }) => {
      const bytes = new TextEncoder().encode('def total_price(): ...\\n'.repeat(40_000));
      const files = new Map(Array.from({ length: 6 }, (_, at) => ['m' + at + '.py', { mode: 'file', bytes }]));
      const { ranges } = await packTree(files, 'total_price', 500);
      process.stdout.write(String(ranges.length > 0));
    });`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['-e', code], { timeout: 30_000 });
    expect(stdout).toBe('true');
  });
});

it('a small tree is packed in this thread', async () => {
  const small = new Map([...large].slice(0, 1));
  expect(await packTree(small, question, 500)).toEqual(packContext(small, question, 500));
});
