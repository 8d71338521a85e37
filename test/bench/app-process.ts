/** The App as `serve` composes it, in a process of its own that tells what it used. Started with an IPC channel. */
import { createSecrets } from '../../src/agents/redact.ts';
import { compose } from '../../src/compose.ts';
import type { ServerSettings } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';

export type Usage = { readonly cpuMs: number; readonly rssMb: number };
export type AppMessage =
  { readonly kind: 'listening'; readonly url: string } | { readonly kind: 'usage'; readonly usage: Usage };

function tell(message: AppMessage): void {
  process.send?.(message);
}

function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1_048_576 };
}

const [given = ''] = process.argv.slice(2);
const settings = JSON.parse(given) as ServerSettings;
const secrets = createSecrets();
const log = createLog(settings.logLevel, secrets.redact);
const running = await compose(settings, { log, secrets });
if (running.kind === 'refused') throw new Error(running.message);
process.on('message', () => tell({ kind: 'usage', usage: usageNow() }));
// The parent is gone, or wants no more.
process.on('disconnect', () => void running.stop().then(() => process.exit(0)));
tell({ kind: 'listening', url: running.url });
