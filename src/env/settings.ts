/** The only reader of the environment: settings, or what is wrong with them in sentences that hold no secret. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv as parseDotEnv } from 'node:util';
import { z } from 'zod';
import { parsePrivateKey, unescapePem } from './private-key.ts';
import { secretWeakness } from './secret-weakness.ts';
import { nearestWord } from '../policy/nearest-word.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** What makes this server one GitHub App. `privateKey` is PEM. */
export type Credentials = {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
};

/** Everything that a running server needs to know; the demo makes one itself. Durations in ms. */
export type ServerSettings = {
  readonly credentials: Credentials;
  readonly github: { readonly apiUrl: string; readonly graphqlUrl: string };
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly dataDir: string;
  /** PEM of the key that signs checkpoints; null: the data directory's own. */
  readonly signingKey: string | null;
  readonly model: { readonly baseUrl: string; readonly key: string | null } | null;
  readonly durations: Durations;
  /** How often GitHub is asked what its webhooks may have missed; null: never. */
  readonly sweepMs: number | null;
};

export type EnvRead =
  | { readonly kind: 'app'; readonly settings: ServerSettings; readonly warnings: readonly string[] }
  /** No credential is set: the page that makes an App is to be shown. */
  | {
      readonly kind: 'set-up';
      readonly port: number;
      readonly logLevel: LogLevel;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'wrong'; readonly problems: readonly string[]; readonly warnings: readonly string[] };

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** How long things last unless CADENCE_*_MS says otherwise; what each is for: `Settings` of the task. */
export const defaultDurations = {
  leaseMs: 60_000,
  deadlineMs: 60_000,
  settleMs: 30_000,
  closeLookMs: 30_000,
  lookMs: 300_000,
  pendingMs: 2_000,
  goneMs: 300_000,
  freshMs: 60_000,
  modelRetryMs: 60_000,
  idleMs: 3_600_000,
} as const;
export type Durations = { readonly [Name in keyof typeof defaultDurations]: number };

const defaultSweepMs = 900_000;
const root = resolve(import.meta.dirname, '../..');

/** `leaseMs` → `CADENCE_LEASE_MS`. */
export function durationVariable(name: string): string {
  return `CADENCE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

const durationNames = Object.keys(defaultDurations) as (keyof Durations)[];
const known = [
  'CADENCE_DATA_DIR',
  'CADENCE_SIGNING_KEY',
  'CADENCE_SWEEP_MS',
  ...durationNames.map(durationVariable),
];

const milliseconds = (least: number): z.ZodType<number> =>
  z.coerce.number().int().min(least).max(2_000_000_000);
const hostName = z.string().regex(/^(?:[\w.-]+|[0-9A-Fa-f:.]+)$/);
const schema = z.object({
  APP_ID: z.coerce.number().int().positive(),
  GHE_HOST: z.string().regex(/^[\w.-]+(?::\d{1,5})?$/),
  GHE_PROTOCOL: z.enum(['http', 'https']),
  HOST: hostName,
  PORT: z.coerce.number().int().min(0).max(65_535),
  LOG_LEVEL: z.enum(logLevels),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }),
  duration: milliseconds(1),
  sweep: milliseconds(0),
});

const wanted: Readonly<Record<string, string>> = {
  APP_ID: 'the number of the App, as its settings page shows it',
  GHE_HOST: 'a host name, with a port if need be, and no path',
  GHE_PROTOCOL: 'http or https',
  HOST: 'a host name or address',
  PORT: 'a number from 0 to 65535',
  LOG_LEVEL: `one of ${logLevels.join(', ')}`,
  OPENAI_BASE_URL: 'an address with http or https, up to and with /v1',
};

/** Reads settings for a server. An empty variable counts as one that is not set. */
export function readEnv(given: Env): EnvRead {
  const env = withoutEmpty(given);
  const problems: string[] = [];
  const warnings = unknownNames(env);
  const read = <Name extends keyof typeof schema.shape, Fallback>(
    name: Name,
    fallback: Fallback,
    variable: string = name,
  ): z.infer<(typeof schema.shape)[Name]> | Fallback => {
    const text = env[variable];
    if (text === undefined) return fallback;
    const parsed = schema.shape[name].safeParse(text.trim());
    if (parsed.success) return parsed.data as z.infer<(typeof schema.shape)[Name]>;
    problems.push(`${variable} must be ${wanted[name] ?? 'a whole number of milliseconds'}.`);
    return fallback;
  };

  const port = read('PORT', 3000);
  const logLevel = read('LOG_LEVEL', 'info' as const);
  const durations = Object.fromEntries(
    durationNames.map((name) => [name, read('duration', defaultDurations[name], durationVariable(name))]),
  ) as Durations;
  const sweepMs = read('sweep', defaultSweepMs, 'CADENCE_SWEEP_MS');
  const gheHost = read('GHE_HOST', null);
  const protocol = read('GHE_PROTOCOL', 'https' as const);
  if (gheHost !== null && protocol === 'http' && !isLoopback(gheHost))
    problems.push('GHE_PROTOCOL http would send tokens in the clear: use https, or a host on this machine.');
  if (env['DATABASE_URL'] !== undefined)
    problems.push(
      'DATABASE_URL is set, but PostgreSQL is not built yet: unset it to use the SQLite database in CADENCE_DATA_DIR.',
    );
  const address = read('HOST', '127.0.0.1');
  const baseUrl = read('OPENAI_BASE_URL', null);
  const appId = read('APP_ID', null);
  const credentials = readCredentials(env, appId, problems);

  if (problems.length > 0) return { kind: 'wrong', problems, warnings };
  if (credentials === null) return { kind: 'set-up', port, logLevel, warnings };
  const key = env['OPENAI_API_KEY'] ?? null;
  const settings: ServerSettings = {
    credentials,
    github: githubUrls(gheHost, protocol),
    host: address,
    port,
    logLevel,
    dataDir: readDataDir(env),
    signingKey: readSigningKey(env),
    model: key === null && baseUrl === null ? null : { baseUrl: baseUrl ?? 'https://api.openai.com/v1', key },
    durations,
    sweepMs: sweepMs === 0 ? null : sweepMs,
  };
  return { kind: 'app', settings, warnings };
}

/** Where the database lives: a relative path counts from where the command was typed. */
export function readDataDir(given: Env): string {
  const dir = withoutEmpty(given)['CADENCE_DATA_DIR'];
  return dir === undefined ? join(root, '.cadence') : resolve(typedIn(given), dir);
}

export function readSigningKey(given: Env): string | null {
  const key = withoutEmpty(given)['CADENCE_SIGNING_KEY'];
  return key === undefined ? null : unescapePem(key);
}

/** npm runs its scripts elsewhere than where they were typed, and says so. */
export function typedIn(env: Env): string {
  return env['INIT_CWD'] ?? process.cwd();
}

/** The process's environment; what it does not set may stand in `.env` beside package.json. */
export function processEnv(): Env {
  return { ...readDotEnv(), ...withoutEmpty(process.env) };
}

export const dotEnvFile = join(root, '.env');

/** What the `.env` file sets; nothing where there is none. */
export function readDotEnv(file: string = dotEnvFile): Record<string, string | undefined> {
  try {
    return parseDotEnv(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Probot's set-up page asks the environment whether it may open a channel at a third party: it may not. And it looks
 * for app.yml where the process stands.
 */
export function prepareSetUp(): void {
  process.env['NO_SMEE_SETUP'] = 'true';
  process.chdir(root);
}

function readCredentials(env: Env, appId: number | null, problems: string[]): Credentials | null {
  const { PRIVATE_KEY: keyText, WEBHOOK_SECRET: secret } = env;
  if (env['APP_ID'] === undefined && keyText === undefined && secret === undefined) return null;
  const missing = (['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'] as const).filter(
    (name) => env[name] === undefined,
  );
  for (const name of missing)
    problems.push(`${name} is not set: all of APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are needed, or none.`);
  const privateKey = keyText === undefined ? null : parsePrivateKey(keyText);
  if (keyText !== undefined && privateKey === null)
    problems.push(
      'PRIVATE_KEY is not the RSA private key of an App: give the .pem file that GitHub made, as it is, with \\n for its line ends, or in base64.',
    );
  const weakness = secret === undefined ? null : secretWeakness(secret);
  if (weakness !== null)
    problems.push(
      `WEBHOOK_SECRET ${weakness}: set a new one here and in the App's settings (openssl rand -hex 32 makes one).`,
    );
  if (appId === null || privateKey === null || secret === undefined) return null;
  return { appId, privateKey, webhookSecret: secret };
}

function githubUrls(gheHost: string | null, protocol: string): ServerSettings['github'] {
  if (gheHost === null)
    return { apiUrl: 'https://api.github.com', graphqlUrl: 'https://api.github.com/graphql' };
  const at = `${protocol}://${gheHost}/api`;
  return { apiUrl: `${at}/v3`, graphqlUrl: `${at}/graphql` };
}

function unknownNames(env: Env): string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('CADENCE_') && !known.includes(name));
  return names.map((name) => {
    const meant = nearestWord(name, known);
    return `${name} is not known${meant ? `: did you mean ${meant}?` : ' and does nothing.'}`;
  });
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/.test(host);
}

function withoutEmpty(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}
