import { mintToken } from '../ops/access/installations.ts';
import { repositoryJson } from '../payloads/repository-json.ts';
import { isoTime } from '../payloads/urls.ts';
import { appJson, installationJson } from '../payloads/user-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Installation } from '../state/access.ts';
import type { Delivery } from '../webhooks/hooks.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { counted, listed, paginate } from '../http/paginate.ts';
import type { AppRequest, Route } from './route.ts';
import { appRoute, listField, numberParam, objectField, param, tokenRoute } from './route.ts';

export const appRoutes: readonly Route[] = [
  appRoute('GET /app', ({ world, app }) => {
    const count = world.installations.filter((one) => one.app === app).length;
    return json({ ...appJson(world, app), installations_count: count });
  }),
  appRoute('GET /app/installations', (request) =>
    listed(installationsOf(request), request.url, (one) => installationJson(request.world, one)),
  ),
  appRoute('GET /app/installations/{installation_id}', (request) =>
    json(installationJson(request.world, installationOf(request))),
  ),
  appRoute('POST /app/installations/{installation_id}/access_tokens', createToken),
  appRoute('GET /app/hook/deliveries', listDeliveries),
  appRoute('GET /app/hook/deliveries/{delivery_id}', (request) => {
    const delivery = deliveryOf(request);
    const { request: sent, response } = delivery;
    return json({
      ...deliveryItem(delivery),
      url: request.app.hookUrl ?? '',
      request: { headers: sent.headers, payload: sent.payload },
      response: { headers: response.headers, payload: response.body },
    });
  }),
  appRoute('POST /app/hook/deliveries/{delivery_id}/attempts', (request) => {
    request.world.hooks.redeliver(request.app, deliveryOf(request).id);
    return json({}, 202);
  }),
  appRoute('GET /repos/{owner}/{repo}/installation', (request) => {
    const owner = param(request, 'owner').toLowerCase();
    const name = param(request, 'repo').toLowerCase();
    const found = installationsOf(request).find((one) =>
      one.repositories.some(
        (repository) =>
          repository.owner.login.toLowerCase() === owner && repository.name.toLowerCase() === name,
      ),
    );
    if (found === undefined) throw new GitHubError(404, 'Not Found');
    return json(installationJson(request.world, found));
  }),
  tokenRoute('GET /installation/repositories', ({ world, actor, url }) => {
    // docs.github.com/rest/apps/installations#list-repositories-accessible-to-the-app-installation
    if (actor.kind !== 'installation') {
      throw new GitHubError(
        403,
        'You must authenticate with an installation access token in order to list repositories for an installation.',
      );
    }
    const shown = actor.installation.repositories.filter((one) => actor.repositories?.includes(one) ?? true);
    return counted('repositories', shown, url, (one) => repositoryJson(world, one));
  }),
];

function installationsOf({ world, app }: AppRequest): Installation[] {
  return world.installations.filter((one) => one.app === app);
}

function installationOf(request: AppRequest): Installation {
  const id = numberParam(request, 'installation_id');
  const found = installationsOf(request).find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}

async function createToken(request: AppRequest): Promise<ReturnType<typeof json>> {
  const { world, app, body } = request;
  const installation = installationOf(request);
  const permissions = objectField(body, 'permissions');
  const token = await mintToken(world, app, installation.id, {
    ...given({
      repositories: listField(body, 'repositories')?.filter((one) => typeof one === 'string'),
      repositoryIds: listField(body, 'repository_ids')?.filter((one) => typeof one === 'number'),
      permissions: permissions as Record<string, 'read' | 'write' | 'admin'> | undefined,
    }),
  });
  const { repositories } = token;
  return json(
    {
      token: token.token,
      expires_at: isoTime(token.expiresAt),
      permissions: token.permissions,
      repository_selection: repositories === null ? installation.selection : 'selected',
      ...(repositories === null
        ? {}
        : { repositories: repositories.map((one) => repositoryJson(world, one)) }),
    },
    201,
  );
}

function deliveryItem(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt.toISOString(),
    redelivery: delivery.isRedelivery,
    duration: delivery.durationMs / 1000,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation?.id ?? null,
    repository_id: delivery.repository?.id ?? null,
    throttled_at: null,
  };
}

/** docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook: newest first, by cursor, kept three days. */
function listDeliveries(request: AppRequest): ReturnType<typeof json> {
  const { world, app, url } = request;
  const kept = new Date(world.now().getTime() - 3 * 24 * 3_600_000);
  const cursor = Number(url.searchParams.get('cursor') ?? Number.MAX_SAFE_INTEGER);
  const status = url.searchParams.get('status');
  const found = world.hooks.deliveries
    .filter((one) => one.app === app && one.deliveredAt >= kept && one.id < cursor)
    .filter((one) => status === null || (status === 'success') === isOk(one))
    .toSorted((a, b) => b.id - a.id);
  const { page } = paginate(
    found,
    new URL(`${url.origin}${url.pathname}?per_page=${url.searchParams.get('per_page') ?? '30'}`),
  );
  const last = page.at(-1);
  if (last === undefined || found.length === page.length) return json(page.map(deliveryItem));
  const next = new URL(url);
  next.searchParams.set('cursor', String(last.id));
  return json(page.map(deliveryItem), 200, { link: `<${next.href}>; rel="next"` });
}

function isOk(delivery: Delivery): boolean {
  return delivery.statusCode >= 200 && delivery.statusCode < 400;
}

function deliveryOf({ world, app, ...request }: AppRequest): Delivery {
  const id = Number(request.params['delivery_id']);
  const found = world.hooks.deliveries.find((one) => one.app === app && one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}
