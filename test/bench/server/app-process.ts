/** The App as `serve` composes it, in a process of its own that tells what it used. Started with an IPC channel. */
import { readFile } from 'node:fs/promises';
import { createSecrets } from '../../../src/env/known-secrets.ts';
import { compose } from '../../../src/compose/compose.ts';
import { packTree, readSnapshot } from '../../../src/context/off-loop.ts';
import type { ServerSettings } from '../../../src/env/settings.ts';
import { createLog } from '../../../src/log.ts';
import { peakMemoryMb } from './peak-memory.ts';

/** `peakMb`: the most that it had so far. */
export type Usage = { readonly cpuMs: number; readonly rssMb: number; readonly peakMb: number };
/** `pack`: a tarball on disk is read and packed, as for an agent. */
export type AppRequest =
  | { readonly kind: 'usage' }
  | { readonly kind: 'pack'; readonly tarball: string; readonly question: string; readonly budget: number };
export type AppMessage =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'packed'; readonly tokens: number };

function tell(message: AppMessage): void {
  process.send?.(message);
}

function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1_000,
    rssMb: process.memoryUsage.rss() / 1_048_576,
    peakMb: peakMemoryMb(),
  };
}

async function answer(request: AppRequest): Promise<AppMessage> {
  if (request.kind === 'usage') return { kind: 'usage', usage: usageNow() };
  const snapshot = await readSnapshot(await readFile(request.tarball));
  if (snapshot.kind === 'refused') throw new Error(snapshot.message);
  const { tokens } = await packTree(snapshot.files, request.question, request.budget);
  return { kind: 'packed', tokens };
}

const [given = ''] = process.argv.slice(2);
const settings = JSON.parse(given) as ServerSettings;
const secrets = createSecrets();
const log = createLog(settings.logLevel, secrets.redact);
const running = await compose(settings, { log, secrets });
if (running.kind === 'refused') throw new Error(running.message);
process.on('message', (message) => void answer(message as AppRequest).then(tell));
// The parent is gone, or wants no more.
process.on('disconnect', () => void running.stop().then(() => process.exit(0)));
tell({ kind: 'listening', url: running.url });
