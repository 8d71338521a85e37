/** `cadence serve` as a process of its own, on loopback, to be killed and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { durationVariable } from '../../src/env/settings.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';

const root = resolve(import.meta.dirname, '../..');

/** Short, so that a dead server's lease and an effect's deadline are soon over. */
const durations = {
  leaseMs: 1_500,
  deadlineMs: 5_500,
  settleMs: 500,
  pendingMs: 100,
  closeLookMs: 3_000,
  lookMs: 20_000,
};

export type Served = {
  /** SIGKILL: nothing is said, nothing is finished. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** What it wrote so far, for a test that fails. */
  output(): string;
};

export type Place = { readonly dataDir: string; readonly port: number; readonly cacheDir: string };

/** A port that was free a moment ago: a server that is started again must be found at the same one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((done) => server.close(done));
  return address.port;
}

/** Starts a server; resolves when it listens. */
export async function serve(github: Simulator, place: Place): Promise<Served> {
  const parts: string[] = [];
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'serve'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: github.app.webhookSecret,
      GHE_HOST: github.url.replace('http://', ''),
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: String(place.port),
      LOG_LEVEL: 'warn',
      CADENCE_DATA_DIR: place.dataDir,
      // What was sent while nobody listened is asked for again at every start.
      CADENCE_SWEEP_MS: '2000',
      ...Object.fromEntries(
        Object.entries(durations).map(([name, value]) => [durationVariable(name), String(value)]),
      ),
      // Started two dozen times: the code is compiled once.
      NODE_COMPILE_CACHE: place.cacheDir,
    },
  });
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  const output = (): string => parts.join('');
  await listening(child, parts);
  return {
    output,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function listening(child: ChildProcess, parts: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const hear = (part: Buffer): void => {
      parts.push(part.toString());
      if (parts.join('').includes('Cadence listens at')) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', fail);
    child.once('close', (code) => fail(new Error(`serve ended with ${code}: ${parts.join('')}`)));
  });
}
