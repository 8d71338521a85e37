/** The composition root: the one place where real clients are made and put together. */
import { randomBytes } from 'node:crypto';
import { guardModel } from '../agents/guard-model.ts';
import { type Model, routeModel } from '../agents/model.ts';
import { openaiModel } from '../agents/openai/chat.ts';
import { openaiResponses } from '../agents/openai/responses.ts';
import type { Secrets } from '../env/known-secrets.ts';
import type { Artefact } from '../acts/act.ts';
import { createApp, readEvents } from '../app.ts';
import { connectGitHub } from './connect-github.ts';
import { createGitHubClients } from './github-clients.ts';
import { createSeal } from './seal.ts';
import { sweepGithub } from './sweep-github.ts';
import { taskSettings } from './task-settings.ts';
import { createTreeCache } from './tree-cache.ts';
import type { Logger } from 'pino';
import { startWorker } from '../engine/worker.ts';
import type { ServerSettings } from '../env/settings.ts';
import { startFront } from '../front/front.ts';
import { addressOf, newSalt } from '../record/artefact.ts';
import { address } from '../task/names.ts';
import { openStore } from '../store/sqlite/open-store.ts';
import type { Store } from '../store/port.ts';
import { loadSigningKey, parseSigningKey, type SigningKey } from '../store/signing-key.ts';
import type { StoreRefusal } from '../store/store-refusal.ts';

export type ComposeOptions = {
  readonly log: Logger;
  /** Learns every secret of this process, so that the log which was made with it writes none. */
  readonly secrets: Secrets;
  /** Epoch ms; the machine's clock without it. */
  readonly now?: () => number;
};

export type Running = {
  readonly kind: 'running';
  /** Where deliveries go: `<url>/api/github/webhooks`. */
  readonly url: string;
  readonly store: Store;
  readonly signingKey: SigningKey['key'];
  /** Resolves when nothing is under way here. What waits for GitHub or for a timer is not under way. */
  idle(): Promise<void>;
  /** Takes nothing new, finishes what is under way, closes the store. */
  stop(): Promise<void>;
};

/** What the machine's owner can fix, in one sentence. Nothing was left open. */
export type ComposeRefusal = { readonly kind: 'refused'; readonly message: string };

const tasksAtOnce = 8;
/** The label that a sweep looks for; a policy that calls it otherwise is woken by deliveries alone. */
const sweptLabel = 'cadence';

export async function compose(
  settings: ServerSettings,
  { log, secrets, now = Date.now }: ComposeOptions,
): Promise<Running | ComposeRefusal> {
  const opened = await openStore({ dir: settings.dataDir, now: () => new Date(now()) });
  if (opened.kind === 'refused') return { kind: 'refused', message: opened.message };
  const { store } = opened;
  try {
    const running = await assemble(settings, store, { log, secrets, now });
    if (running.kind === 'refused') await store.close();
    return running;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function assemble(
  settings: ServerSettings,
  store: Store,
  { log, secrets, now }: Required<ComposeOptions>,
): Promise<Running | ComposeRefusal> {
  const signing = signingKeyOf(settings);
  if (signing.kind === 'refused') return { kind: 'refused', message: signing.message };
  secrets.add(settings.credentials.privateKey);
  secrets.add(settings.credentials.webhookSecret);
  secrets.add(signing.key.export({ type: 'pkcs8', format: 'pem' }).toString());
  if (settings.model?.key) secrets.add(settings.model.key);
  const app = await createApp(settings, log);
  const session = createGitHubClients(
    connectGitHub(settings, { now, log: (message) => log.warn(message), minted: secrets.addToken }),
    secrets.redact,
  );
  const started = await startFront({
    verify: app.verify,
    receive: (delivery) => store.inbox.receive(delivery),
    events: readEvents,
    ready: () => readable(store),
    now,
    log,
    host: settings.host,
    port: settings.port,
  });
  if (started.kind === 'refused') return started;
  const { front } = started;

  const worker = startWorker({
    store,
    githubFor: session.githubFor,
    viewer: session.viewer,
    remember: session.remember,
    read: async (wanted) => (await store.artefacts.read(wanted))?.bytes ?? null,
    artefact: saltedArtefact,
    seal: createSeal(store, signing.key),
    log,
    model: settings.model && guardModel(openModel(settings.model), secrets.redact),
    redact: secrets.redact,
    ledger: store.ledger,
    tree: createTreeCache(),
    settings: taskSettings(settings),
    actor: 'cadence',
    owner: `${process.pid}-${randomBytes(6).toString('hex')}`,
    atOnce: tasksAtOnce,
    sweeping: {
      github: sweepGithub(session.app, now),
      label: sweptLabel,
      everyMs: settings.sweepMs,
    },
    schedule,
    now,
  });
  log.info({ url: front.url }, 'listening');

  return {
    kind: 'running',
    url: front.url,
    store,
    signingKey: signing.key,
    idle: () => worker.idle(),
    stop: async () => {
      // Together: what is under way may take a while, and nothing new is to come in meanwhile.
      await Promise.all([front.stop(), worker.stop()]);
      await store.close();
    },
  };
}

function openModel(at: NonNullable<ServerSettings['model']>): Model {
  return routeModel({ chat: openaiModel(at), responses: openaiResponses(at) });
}

function signingKeyOf({ dataDir, signingKey }: ServerSettings): SigningKey | StoreRefusal {
  return signingKey === null ? loadSigningKey(dataDir) : parseSigningKey(signingKey, 'CADENCE_SIGNING_KEY');
}

function saltedArtefact(bytes: Uint8Array): Artefact {
  const salt = newSalt();
  return { salt, bytes, address: address(addressOf(salt, bytes)) };
}

/** The front keeps the process alive; a timer alone must not. */
function schedule(ms: number, call: () => void): () => void {
  // Longer ones overflow and fire at once; the worker asks again anyway.
  const timer = setTimeout(call, Math.min(ms, 2_147_483_647)).unref();
  return () => clearTimeout(timer);
}

async function readable(store: Store): Promise<boolean> {
  try {
    await store.due.nextAt();
    return true;
  } catch {
    return false;
  }
}
