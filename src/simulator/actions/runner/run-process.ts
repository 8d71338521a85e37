import { spawn, type ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';

export type ProcessOrder = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Aborted at the time limit or on cancel; the caller knows which. */
  readonly stop: AbortSignal;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  readonly onLine: (line: string) => void;
};

export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'unstartable'; readonly message: string };

/** A process in a group of its own, so that what it started ends with it. */
export async function runProcess(order: ProcessOrder): Promise<ProcessEnd> {
  if (order.stop.aborted) return { kind: 'stopped' };
  const child = spawn(order.command, order.args, {
    cwd: order.cwd,
    env: { ...order.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { promise, resolve } = Promise.withResolvers<ProcessEnd>();
  let end: ProcessEnd | null = null;
  let closer: NodeJS.Timeout | undefined;
  child.once('error', (error) => resolve({ kind: 'unstartable', message: error.message }));
  child.once('exit', (code, signal) => {
    end = order.stop.aborted ? { kind: 'stopped' } : { kind: 'exited', code: code ?? exitCodeOf(signal) };
    // What was left in the background would hold the pipes open, and outlive the step.
    killGroup(child, 'SIGKILL');
    // One that left the group can hold them still.
    closer = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, order.graceMs);
  });
  const finish = [child.stdout, child.stderr].map((stream) => splitLines(stream, order.onLine));
  child.once('close', () => {
    for (const flush of finish) flush();
    if (end) resolve(end);
  });
  let killer: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    killGroup(child, 'SIGTERM');
    killer = setTimeout(() => killGroup(child, 'SIGKILL'), order.graceMs);
  };
  order.stop.addEventListener('abort', onStop, { once: true });
  try {
    return await promise;
  } finally {
    order.stop.removeEventListener('abort', onStop);
    clearTimeout(killer);
    clearTimeout(closer);
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
}

/** As a shell would report it. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === 'SIGKILL' ? 137 : signal === 'SIGTERM' ? 143 : 128;
}

/** A line without an end is cut here, so that a hostile one does not fill the memory. */
const longestLine = 1_000_000;

function splitLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replace(/\r$/, ''));
    if (rest.length > longestLine) {
      onLine(rest);
      rest = '';
    }
  });
  return () => {
    rest += decoder.end();
    if (rest !== '') onLine(rest);
  };
}
