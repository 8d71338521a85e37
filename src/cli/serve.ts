import { processEnv, readEnv } from '../env/settings.ts';
import { main } from '../main.ts';
import { say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('serve', argv, { web: 'flag', worker: 'flag' }, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  if (read.options.web || read.options.worker)
    return wrong('serve', '--web and --worker need PostgreSQL, which is not built yet').code;
  const code = await main(readEnv(processEnv()), { say, asked: asked() });
  // Connections that are kept alive to GitHub would keep the process for a while.
  process.exit(code);
}

function asked(): Promise<string> {
  return new Promise((resolve) => {
    // npm passes on a signal that the terminal sent to everybody: it may come twice.
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => resolve(name));
  });
}
