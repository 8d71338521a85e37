import { Webhooks } from '@octokit/webhooks';
import type { ServerSettings } from '../../env/settings.ts';
import { openStore } from '../../store/sqlite/open-store.ts';
import type { Delivery } from '../../task/shapes/delivery.ts';

export type Delivered =
  | { readonly kind: 'delivered'; readonly to: 'server' | 'store' }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Puts a delivery into the inbox: by the running server's own door, signed as GitHub would, or straight into the
 * store where no server runs. A delivery is a hint, so nothing comes of one that GitHub's state does not bear out.
 */
export async function deliver(settings: ServerSettings, delivery: Delivery): Promise<Delivered> {
  const opened = await openStore({ dir: settings.dataDir, now: () => new Date() });
  if (opened.kind === 'opened') {
    await opened.store.inbox.receive(delivery);
    await opened.store.close();
    return { kind: 'delivered', to: 'store' };
  }
  if (opened.reason !== 'in-use') return { kind: 'refused', message: opened.message };
  return post(settings, delivery);
}

async function post(settings: ServerSettings, delivery: Delivery): Promise<Delivered> {
  const { host, port, credentials, dataDir } = settings;
  const { sign } = new Webhooks({ secret: credentials.webhookSecret });
  const anywhere = host === '0.0.0.0' || host === '::';
  const at = anywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const url = `http://${at}:${port}/api/github/webhooks`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: delivery.payload,
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': delivery.id,
        'x-github-event': delivery.event,
        'x-hub-signature-256': await sign(delivery.payload),
      },
      signal: AbortSignal.timeout(10_000),
    });
    if (response.ok) return { kind: 'delivered', to: 'server' };
    return { kind: 'refused', message: `the server at ${url} answered ${response.status}` };
  } catch {
    return {
      kind: 'refused',
      message: `a server uses ${dataDir} but does not answer at ${url}: run this with its HOST and PORT`,
    };
  }
}
