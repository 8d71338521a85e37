/** What is asked as the App itself: who it is, where it is installed, which deliveries were sent. */
import { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import { repoName, splitRepo, type RepoName } from '../../task/names.ts';
import { readCost, type Meter } from '../transport/meter.ts';
import { readPages } from '../transport/read-pages.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import type { Access, Transport } from '../transport/transport.ts';

export type AppDeps = { readonly transport: Transport; readonly app: Access; readonly meter: Meter };

export type AppReply = {
  readonly kind: 'app';
  readonly id: number;
  readonly slug: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
};

const appSchema = z.object({
  id: z.number(),
  slug: z.string(),
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});

export async function readApp({ transport, app, meter }: AppDeps): Promise<AppReply | Failure> {
  const reply = await transport.perform(app, meter, {
    effect: 'read',
    cost: readCost,
    send: (request) => request('GET /app'),
  });
  if (reply.kind !== 'answer') return reply;
  const read = parseAnswer(appSchema, reply.value.data, 'the App');
  return read.kind === 'shaped' ? { kind: 'app', ...read.value } : read;
}

export type Installation = { readonly id: number; readonly account: string; readonly suspended: boolean };

export type InstallationsReply = {
  readonly kind: 'installations';
  readonly installations: readonly Installation[];
};

const installationPage = z.array(
  z.object({
    id: z.number(),
    account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
    suspended_at: z.string().nullish(),
  }),
);

export async function readInstallations({
  transport,
  app,
  meter,
}: AppDeps): Promise<InstallationsReply | Failure> {
  const read = await readPages({ transport, access: app, meter }, installationPage, (request, paging) =>
    request('GET /app/installations', paging),
  );
  if (read.kind !== 'items') return read;
  const installations = read.items.map(({ id, account, suspended_at: suspendedAt }) => ({
    id,
    account: account?.login ?? account?.slug ?? '',
    suspended: typeof suspendedAt === 'string',
  }));
  return { kind: 'installations', installations };
}

export type RepositoriesReply = { readonly kind: 'repositories'; readonly repositories: readonly RepoName[] };

const repositoryPage = z
  .object({ repositories: z.array(z.object({ full_name: z.string() })) })
  .transform(({ repositories }) => repositories);

/** `access`: that of the installation. */
export async function readRepositories(
  { transport, meter }: AppDeps,
  access: Access,
): Promise<RepositoriesReply | Failure> {
  const read = await readPages({ transport, access, meter }, repositoryPage, (request, paging) =>
    request('GET /installation/repositories', paging),
  );
  if (read.kind !== 'items') return read;
  return { kind: 'repositories', repositories: read.items.map(({ full_name: name }) => repoName(name)) };
}

const issuePage = z.array(
  z.object({ number: z.number(), updated_at: z.string(), pull_request: z.unknown().optional() }),
);

export type LabelledIssue = { readonly number: number; readonly updatedAt: number };
export type IssuesReply = { readonly kind: 'issues'; readonly issues: readonly LabelledIssue[] };

/** Open issues that carry the label; GitHub lists pull requests among issues, they are left out. */
export async function readLabelledIssues(
  { transport, meter }: AppDeps,
  access: Access,
  repo: RepoName,
  label: string,
): Promise<IssuesReply | Failure> {
  const { owner, name } = splitRepo(repo);
  const read = await readPages({ transport, access, meter }, issuePage, (request, paging) =>
    request('GET /repos/{owner}/{repo}/issues', {
      owner,
      repo: name,
      state: 'open',
      labels: label,
      ...paging,
    }),
  );
  if (read.kind !== 'items') return read;
  const issues = read.items.flatMap((one) =>
    one.pull_request === undefined ? [{ number: one.number, updatedAt: Date.parse(one.updated_at) }] : [],
  );
  return { kind: 'issues', issues };
}

/** Asks for a delivery to be sent once more; it keeps its id. */
export async function redeliver(
  { transport, app, meter }: AppDeps,
  id: string,
): Promise<{ readonly kind: 'asked' } | Failure> {
  const reply = await transport.perform(app, meter, {
    effect: 'mutation',
    cost: readCost,
    send: (request) => request(`POST /app/hook/deliveries/${encodeURIComponent(id)}/attempts`),
  });
  return reply.kind === 'answer' ? { kind: 'asked' } : reply;
}
