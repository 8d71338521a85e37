import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { defaultDurations, type ServerSettings } from '../../../src/env/settings.ts';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import type { AppMessage, AppRequest, Usage } from './app-process.ts';

/** The App in a process of its own. */
export type AppProcess = {
  readonly url: string;
  usage(): Promise<Usage>;
  /** Reads and packs a tarball on disk, as for an agent; answers how many tokens came of it. */
  pack(tarball: string, question: string, budget: number): Promise<number>;
  stop(): Promise<void>;
};

/** Starts it beside that GitHub, and closes that where it does not start. */
export async function startApp(github: Simulator, dataDir: string): Promise<AppProcess> {
  const settings = settingsFor(github, dataDir);
  const child = fork(join(import.meta.dirname, 'app-process.ts'), [JSON.stringify(settings)]);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { url } = await answer(child, 'listening').catch(async (error: unknown) => {
    await github.close();
    throw error;
  });
  return {
    url,
    usage: async () => (await ask(child, { kind: 'usage' }, 'usage')).usage,
    pack: async (tarball, question, budget) =>
      (await ask(child, { kind: 'pack', tarball, question, budget }, 'packed')).tokens,
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function settingsFor(github: Simulator, dataDir: string): ServerSettings {
  const { id, privateKey, webhookSecret } = github.app;
  return {
    credentials: { appId: id, privateKey, webhookSecret },
    github: { apiUrl: `${github.url}/api/v3`, graphqlUrl: `${github.url}/api/graphql` },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error',
    dataDir,
    signingKey: null,
    model: null,
    durations: { ...defaultDurations, settleMs: 500, pendingMs: 50, closeLookMs: 5_000 },
    sweepMs: null,
  };
}

function ask<K extends AppMessage['kind']>(
  child: ChildProcess,
  request: AppRequest,
  kind: K,
): Promise<Extract<AppMessage, { kind: K }>> {
  const told = answer(child, kind);
  child.send(request);
  return told;
}

function answer<K extends AppMessage['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<AppMessage, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`the App ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      const told = message as AppMessage;
      if (told.kind === kind) resolve(told as Extract<AppMessage, { kind: K }>);
      else reject(new Error(`the App told ${told.kind} where ${kind} was asked for`));
    });
  });
}
