/** `cadence <command> …`: finds the command, and is the last to hear of what is broken. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { nearestWord } from '../policy/nearest-word.ts';
import { commands, type CommandName } from './commands.ts';
import { printResult, say } from './shared/print.ts';

/** A command's file; its `run` answers the exit code. */
type Command = { readonly run: (argv: string[]) => Promise<number> };

/** Loaded when it is asked for: most commands need little of what a server needs. */
const files: Readonly<Record<CommandName, () => Promise<Command>>> = {
  demo: () => import('./demo.ts'),
  try: () => import('./try.ts'),
  serve: () => import('./serve.ts'),
  context: () => import('./context.ts'),
  screen: () => import('./screen.ts'),
  show: () => import('./show.ts'),
  start: () => import('./start.ts'),
  evaluate: () => import('./evaluate.ts'),
  verify: () => import('./verify.ts'),
  export: () => import('./export.ts'),
  replay: () => import('./replay.ts'),
  doctor: () => import('./doctor.ts'),
  schema: () => import('./schema.ts'),
};

export async function runCommand(argv: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    return about === undefined ? help() : runCommand([about, '--help']);
  }
  if (name === '--version' || name === '-v' || name === 'version') {
    printResult(`cadence ${version()}`);
    return 0;
  }
  const row = commands.find((one) => one.name === name);
  if (row) return (await files[row.name]()).run(rest);
  const names = commands.map((one) => one.name);
  const meant = nearestWord(name, names);
  say(`cadence: there is no command ${name}${meant ? `: did you mean ${meant}?` : `: ${names.join(', ')}.`}`);
  return 2;
}

function help(): number {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, does }) => `  cadence ${name.padEnd(width)}  ${does}`);
  const more = [
    'Each takes --help. `cadence --version` prints the version.',
    'Settings come from the environment: see docs/operators.md.',
  ];
  printResult([...lines, '', ...more].join('\n'));
  return 0;
}

function version(): string {
  const file = join(import.meta.dirname, '../../package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

if (import.meta.main) {
  // `cadence show | head` closes the pipe early: that is nobody's error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    process.exitCode = await runCommand(process.argv.slice(2));
  } catch (error) {
    say(`cadence: something is broken: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 3;
  }
}
