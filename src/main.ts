/** Starts the process and stops it: what is under way is finished, what is not stays in the record for the next start. */
import { run as runProbot } from 'probot';
import { compose } from './compose/compose.ts';
import { prepareSetUp, type EnvRead, type ServerSettings } from './env/settings.ts';
import { createSecrets } from './env/known-secrets.ts';
import { createLog } from './log.ts';
import { keepCredentials } from './compose/keep-credentials.ts';

const shutdownTimeoutMs = 10_000;

export type MainIo = {
  /** A sentence for the person who started it. */
  readonly say: (sentence: string) => void;
  /** Resolves when the process is asked to end. */
  readonly asked: Promise<unknown>;
};

/** Runs a server until it is asked to end; answers the exit code. */
export async function main(read: EnvRead, io: MainIo): Promise<number> {
  for (const warning of read.warnings) io.say(warning);
  switch (read.kind) {
    case 'wrong':
      for (const problem of read.problems) io.say(problem);
      return 2;
    case 'set-up':
      return showSetUp(read, io);
    case 'app':
      return serve(read.settings, io);
    default: {
      const never: never = read;
      throw new Error(`unknown settings ${JSON.stringify(never)}`);
    }
  }
}

async function serve(settings: ServerSettings, { say, asked }: MainIo): Promise<number> {
  const secrets = createSecrets();
  const log = createLog(settings.logLevel, secrets.redact);
  const running = await compose(settings, { log, secrets });
  if (running.kind === 'refused') {
    say(`${running.message}.`);
    return 2;
  }
  say(`Cadence listens at ${running.url}`);
  await asked;
  log.info('stopping');
  // Not longer: what is cut off is an open intent, and the next start finds out what became of it.
  const ended = await Promise.race([running.stop().then(() => 'stopped'), patience()]);
  if (ended === 'impatient') log.warn('stopped before everything under way was done');
  return 0;
}

/** Probot's page that makes the App. It has no sign-in, so it is for this machine only. */
async function showSetUp(
  read: Extract<EnvRead, { kind: 'set-up' }>,
  { say, asked }: MainIo,
): Promise<number> {
  prepareSetUp();
  const secrets = createSecrets();
  const port = read.port === 0 ? 3000 : read.port;
  const server = await runProbot(() => {}, {
    env: { HOST: '127.0.0.1', PORT: String(port) },
    log: createLog(read.logLevel === 'info' ? 'warn' : read.logLevel, secrets.redact),
    updateEnv: (made) => {
      for (const [name, value] of Object.entries(made)) if (/KEY|SECRET/.test(name)) secrets.add(value ?? '');
      return keepCredentials(made);
    },
  });
  say(`No App is set up yet: open http://127.0.0.1:${server.port}/probot to make one, then start again.`);
  say('Before that, put the address at which GitHub can reach this server into app.yml.');
  await asked;
  await server.stop();
  return 0;
}

function patience(): Promise<'impatient'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('impatient'), shutdownTimeoutMs).unref();
  });
}
