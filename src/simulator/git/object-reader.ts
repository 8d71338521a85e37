/**
 * One long-lived `git cat-file --batch-command` a repository: a process costs milliseconds, and a story asks git
 * hundreds of times. It opens refs and objects again at each question, so its answers are never stale.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { gitEnvironment, GitError } from './run-git.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export type ObjectInfo = {
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
};

export type ObjectReader = {
  /** What the oid, ref or `<treeish>:<path>` names; null when there is nothing. It must have no line end. */
  info(name: string): Promise<ObjectInfo | null>;
  contents(name: string): Promise<{ readonly info: ObjectInfo; readonly bytes: Buffer } | null>;
  /** Ends the process; resolves when it has ended. */
  close(): Promise<void>;
};

type Answer = { readonly info: ObjectInfo; readonly bytes: Buffer };

type Question = {
  readonly command: 'info' | 'contents';
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: Error) => void;
};

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Started at the first question; if it ends by itself, what was asked fails, and the next question starts another. */
export function createObjectReader(gitDir: string): ObjectReader {
  let child: Child | null = null;
  let open: Question[] = [];

  function ask(command: Question['command'], name: string): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      child ??= start();
      open.push({ command, resolve, reject });
      keepAlive(child, 'ref');
      child.stdin.write(`${command} ${name}\n`);
    });
  }

  function start(): Child {
    const started = spawn('git', ['--git-dir', gitDir, 'cat-file', '--batch-command'], {
      env: gitEnvironment({}),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const answers = createAnswerParser();
    let complaint = '';
    started.stderr.on('data', (chunk: Buffer) => void (complaint = chunk.toString()));
    started.stdout.on('data', (chunk: Buffer) => {
      answers.add(chunk);
      for (let next = open[0]; next !== undefined; next = open[0]) {
        const answer = answers.take(next.command);
        if (answer === 'incomplete') return;
        open.shift();
        next.resolve(answer);
      }
      // The host may end while nothing is asked: the process ends then, as its input does.
      keepAlive(started, 'unref');
    });
    // It may end before it has read everything; `close` tells.
    started.stdin.on('error', () => undefined);
    started.once('error', (error) => fail(started, error));
    started.once('close', (code) => fail(started, new GitError(['cat-file'], code ?? 1, complaint)));
    return started;
  }

  function fail(ended: Child, error: Error): void {
    if (child !== ended) return;
    child = null;
    const unanswered = open;
    open = [];
    for (const { reject } of unanswered) reject(error);
  }

  return {
    info: async (name) => (await ask('info', name))?.info ?? null,
    contents: (name) => ask('contents', name),
    async close() {
      if (child === null) return;
      const closed = once(child, 'close');
      keepAlive(child, 'ref');
      child.stdin.end();
      await closed;
    },
  };
}

function keepAlive(child: Child, how: 'ref' | 'unref'): void {
  child[how]();
  for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream instanceof Socket) stream[how]();
}

type AnswerParser = {
  add(chunk: Buffer): void;
  take(command: Question['command']): Answer | null | 'incomplete';
};

/** `<oid> <type> <size>` and a line end, then for `contents` the bytes and a line end; or `<name> missing`. */
function createAnswerParser(): AnswerParser {
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      length += chunk.length;
    },
    take(command) {
      // A large blob comes in many chunks: they are joined once there are enough.
      if (length === 0 || length < needed) return 'incomplete';
      const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      chunks = [bytes];
      const headerEnd = bytes.indexOf('\n');
      if (headerEnd < 0) return 'incomplete';
      const info = parseInfo(bytes.toString('utf8', 0, headerEnd));
      const bodyStart = headerEnd + 1;
      const bodyEnd = bodyStart + (info?.size ?? 0);
      const end = command === 'contents' && info !== null ? bodyEnd + 1 : bodyStart;
      needed = end;
      if (length < needed) return 'incomplete';
      needed = 0;
      const rest = bytes.subarray(end);
      chunks = rest.length === 0 ? [] : [rest];
      length = rest.length;
      return (
        info && {
          info,
          bytes: Buffer.from(bytes.subarray(bodyStart, command === 'contents' ? bodyEnd : bodyStart)),
        }
      );
    },
  };
}

const infoLine = /^([0-9a-f]{40}) (commit|tree|blob|tag) (\d+)$/;

function parseInfo(line: string): ObjectInfo | null {
  const match = infoLine.exec(line);
  if (match === null) return null;
  const [, oid = '', type, size] = match;
  return { oid, type: type as ObjectType, size: Number(size) };
}
