/**
 * Credentials: the App's own, and tokens that reach one repository with the least permissions. They live in memory
 * only and are handed to nobody but the transport.
 */
import { z } from 'zod';
import { splitRepo, type RepoName } from '../../task/names.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { Meter } from './meter.ts';
import { readCost } from './meter.ts';
import type { Access, Authorised, Transport } from './transport.ts';
import { parseAnswer } from './parse-answer.ts';

/** Everything that Cadence asks for; `workflows` is not among it, so that GitHub itself refuses edits of workflows. */
const repositoryPermissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  actions: 'read',
  metadata: 'read',
} as const;

export type TokenDeps = {
  readonly transport: Transport;
  /** A fresh JSON web token of the App. */
  readonly jwt: () => Promise<string>;
  readonly now: () => number;
  readonly minted: (token: string) => void;
};

export type Tokens = {
  readonly app: Access;
  repository(repo: RepoName, installation: number | null, meter: Meter): Access;
  /** Reads what an installation may see; no more. */
  installation(installation: number, meter: Meter): Access;
};

type Scope = { readonly kind: 'repository'; readonly name: string } | { readonly kind: 'metadata' };
type Token = {
  readonly token: string;
  readonly since: number;
  readonly expiresAt: number;
  readonly payer: string;
};

const spareMs = 5 * 60_000;
const mintedShape = z.object({ token: z.string(), expires_at: z.string() });
const found = z.object({ id: z.number() });

export function createTokens({ transport, jwt, now, minted }: TokenDeps): Tokens {
  const cache = new Map<string, Token>();
  const minting = new Map<string, Promise<Token | Failure>>();
  const installations = new Map<RepoName, number>();

  const app: Access = {
    authorise: async () => ({ kind: 'authorised', header: `bearer ${await jwt()}`, since: 0, payer: 'app' }),
  };

  async function mint(installation: number, scope: Scope, meter: Meter): Promise<Token | Failure> {
    const asked =
      scope.kind === 'repository'
        ? { repositories: [scope.name], permissions: repositoryPermissions }
        : { permissions: { metadata: 'read' as const } };
    // A token minted twice harms nobody, so it counts and repeats as a read does.
    const reply = await transport.perform(app, meter, {
      effect: 'read',
      cost: readCost,
      send: (request) =>
        request('POST /app/installations/{installation_id}/access_tokens', {
          installation_id: installation,
          ...asked,
        }),
    });
    if (reply.kind !== 'answer') return reply;
    const read = parseAnswer(mintedShape, reply.value.data, 'the installation token');
    if (read.kind !== 'shaped') return read;
    const { token, expires_at: expiresAt } = read.value;
    minted(token);
    return { token, since: now(), expiresAt: Date.parse(expiresAt), payer: `installation ${installation}` };
  }

  async function tokenOf(
    key: string,
    renew: 'cached' | 'renewed',
    make: () => Promise<Token | Failure>,
  ): Promise<Authorised | Failure> {
    const cached = cache.get(key);
    if (cached && renew === 'cached' && cached.expiresAt - spareMs > now()) return authorised(cached);
    const pending = minting.get(key) ?? make().finally(() => minting.delete(key));
    minting.set(key, pending);
    const made = await pending;
    if ('kind' in made) return made;
    cache.set(key, made);
    return authorised(made);
  }

  async function installationOf(repo: RepoName, meter: Meter): Promise<number | Failure> {
    const known = installations.get(repo);
    if (known !== undefined) return known;
    const { owner, name } = splitRepo(repo);
    const reply = await transport.perform(app, meter, {
      effect: 'read',
      cost: readCost,
      send: (request) => request('GET /repos/{owner}/{repo}/installation', { owner, repo: name }),
    });
    if (reply.kind !== 'answer') return reply;
    const read = parseAnswer(found, reply.value.data, 'the installation');
    if (read.kind !== 'shaped') return read;
    installations.set(repo, read.value.id);
    return read.value.id;
  }

  return {
    app,
    repository: (repo, installation, meter) => ({
      authorise: (renew) =>
        tokenOf(`repository ${repo}`, renew, async () => {
          const id = installation ?? (await installationOf(repo, meter));
          if (typeof id !== 'number') return id;
          const made = await mint(id, { kind: 'repository', name: splitRepo(repo).name }, meter);
          // Installed again under another number: ask again next time.
          if ('kind' in made && made.kind === 'gone') installations.delete(repo);
          return made;
        }),
    }),
    installation: (installation, meter) => ({
      authorise: (renew) =>
        tokenOf(`installation ${installation}`, renew, () => mint(installation, { kind: 'metadata' }, meter)),
    }),
  };
}

function authorised({ token, since, payer }: Token): Authorised {
  return { kind: 'authorised', header: `token ${token}`, since, payer };
}
