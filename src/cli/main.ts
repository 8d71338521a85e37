/** `cadence <command> …`: finds the command, and is the last to hear of what is broken. */
import { nearestWord } from '../policy/nearest-word.ts';
import { commands } from './commands.ts';
import { printResult, say } from './print.ts';

export async function runCommand(argv: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    return about === undefined ? help() : runCommand([about, '--help']);
  }
  const row = commands.find((one) => one.name === name);
  if (row) return (await row.load()).run(rest);
  const names = commands.map((one) => one.name);
  const meant = nearestWord(name, names);
  say(`cadence: there is no command ${name}${meant ? `: did you mean ${meant}?` : `: ${names.join(', ')}.`}`);
  return 2;
}

function help(): number {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, does }) => `  cadence ${usage.padEnd(width)}  ${does}`);
  printResult(
    `${lines.join('\n')}\n\nEach takes --help. Settings come from the environment: docs/settings.md.\n`,
  );
  return 0;
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
