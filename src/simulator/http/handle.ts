import type { IncomingMessage } from 'node:http';
import { faultPoints, handleGraphql, readCall } from '../graphql/handle-graphql.ts';
import { createFindRoute } from '../rest/find-route.ts';
import { handleRest, kindOf, operationNames, resourcesOf } from '../rest/handle-rest.ts';
import { routes } from '../rest/routes.ts';
import { GitHubError } from '../github-error.ts';
import type { RequestLine } from '../state/traffic.ts';
import type { World } from '../world.ts';
import type { Answer } from './http-answer.ts';
import { docsUrl, json, refusal } from './http-answer.ts';
import type { Caller } from './authenticate.ts';
import { authenticate } from './authenticate.ts';
import type { Cost, Limits } from './limits.ts';
import { limitHeaders } from './limits.ts';
import type { FaultPoint, Outcome } from './meet-fault.ts';
import { meetFault } from './meet-fault.ts';
import { readJson } from './read-json.ts';
import { logRequest } from './request-log.ts';
import type { Storage } from './storage.ts';
import { isStorage } from './storage.ts';

export type Surface = {
  world: World;
  limits: Limits;
  storage: Storage;
  requestLog: string | null;
};

/** A request that has been read: what it costs, where faults may lie, and how it is done. */
type Planned = {
  cost: Cost;
  logged: Pick<RequestLine, 'method' | 'path' | 'kind' | 'mutations'>;
  points: readonly FaultPoint[];
  work(): Promise<Answer>;
};

const restPrefix = '/api/v3';
const graphqlPath = '/api/graphql';

export function createHandle(surface: Surface): (request: IncomingMessage) => Promise<Outcome> {
  const { world, limits, storage, requestLog } = surface;
  const find = createFindRoute(routes);

  async function limited(caller: Caller, planned: Planned): Promise<Outcome> {
    const { refused, done } = limits.enter(caller.key, planned.cost);
    try {
      const outcome: Outcome =
        refused === null
          ? await meetFault(world, { caller: caller.key, api: planned.cost.api }, planned.points, () =>
              guarded(() => planned.work()),
            )
          : { kind: 'answer', answer: refused };
      if (outcome.kind === 'reset') return outcome;
      const headers = {
        ...limitHeaders(limits.usage(caller.key, planned.cost.api), planned.cost.api),
        ...outcome.answer.headers,
      };
      return { kind: 'answer', answer: { ...outcome.answer, headers } };
    } finally {
      done();
    }
  }

  return async (request) => {
    const url = new URL(request.url ?? '/', world.url);
    if (isStorage(url.pathname)) return { kind: 'answer', answer: storage.serve(url.pathname) };
    const start = performance.now();
    const at = world.now().toISOString();
    const isGraphql = url.pathname === graphqlPath;
    const method = request.method ?? 'GET';
    let logged: Planned['logged'] = {
      method,
      path: url.pathname.replace(restPrefix, ''),
      kind: method === 'GET' ? 'read' : 'write',
      mutations: 0,
    };
    let outcome: Outcome;
    try {
      const body = await readJson(request);
      const caller = authenticate(world, request.headers.authorization);
      const planned = isGraphql
        ? planGraphql(surface, caller, body)
        : planRest(surface, find, { request, caller, url, body });
      logged = planned.logged;
      outcome = await limited(caller, planned);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      outcome = { kind: 'answer', answer: refusal(error) };
    }
    // A connection that ended without an answer has no status.
    const status = outcome.kind === 'reset' ? 0 : outcome.answer.status;
    logRequest(world, requestLog, { at, ...logged, status, ms: Math.round(performance.now() - start) });
    return outcome;
  };
}

/** Refusals become answers here; what is no `GitHubError` is a defect of the simulator and goes on up. */
async function guarded(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitHubError) return refusal(error);
    throw error;
  }
}

function planGraphql({ world, limits }: Surface, caller: Caller, body: unknown): Planned {
  if (caller.kind !== 'actor') throw new GitHubError(401, 'Bad credentials');
  const call = readCall(body);
  const { kind, name, fields } = call.operation;
  return {
    cost: { api: 'graphql', kind: kind === 'mutation' ? 'content' : 'read' },
    logged: {
      method: 'POST',
      path: name,
      kind: kind === 'mutation' ? 'content' : 'read',
      mutations: kind === 'mutation' ? fields.length : 0,
    },
    points: faultPoints(world, call),
    work: () => handleGraphql(world, caller.actor, limits.usage(caller.key, 'graphql'), call),
  };
}

function planRest(
  surface: Surface,
  find: ReturnType<typeof createFindRoute>,
  { request, caller, url, body }: { request: IncomingMessage; caller: Caller; url: URL; body: unknown },
): Planned {
  const { world, storage } = surface;
  const method = request.method ?? 'GET';
  const path = url.pathname.slice(restPrefix.length);
  const found = find(method, path);
  const kind =
    method === 'GET' || method === 'HEAD' ? 'read' : kindOf(method, found?.route.operation ?? path);
  const cost: Cost = { api: 'rest', kind };
  const logged = { method, path, kind, mutations: 0 };
  if (found === null) {
    return {
      cost,
      logged,
      points: [],
      work: () =>
        Promise.resolve(json({ message: 'Not Found', documentation_url: docsUrl, status: '404' }, 404)),
    };
  }
  const { route, params } = found;
  const points = [{ operations: operationNames(route), resources: resourcesOf(world, params, body) }];
  const accept = request.headers.accept ?? '';
  return {
    cost,
    logged,
    points,
    work: () => handleRest(world, { route, caller, url, params, body, accept, storage }),
  };
}
