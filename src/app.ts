/**
 * The Probot application. Probot holds the App's identity and checks what claims to come from GitHub; it dispatches
 * nothing: a handler of its own would answer before the delivery is stored, or run it twice. Deliveries go into the
 * inbox as they came, and the engine looks at GitHub.
 */
import { Probot, type Logger } from 'probot';
import type { ServerSettings } from './env/settings.ts';

export type App = {
  /** Is this the HMAC (SHA-256) of the text under the webhook secret? Takes the same time for every wrong one. */
  verify(payload: string, signature: string): Promise<boolean>;
};

/** Events that the App subscribes to (app.yml) and the engine reads. Others are answered and forgotten. */
export const readEvents: ReadonlySet<string> = new Set([
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'workflow_run',
  'push',
]);

export async function createApp(
  { credentials, github }: Pick<ServerSettings, 'credentials' | 'github'>,
  log: Logger,
): Promise<App> {
  const probot = new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    secret: credentials.webhookSecret,
    baseUrl: github.apiUrl,
    log,
  });
  await probot.ready();
  return { verify: (payload, signature) => probot.webhooks.verify(payload, signature) };
}
