/** Signed deliveries over a fixed number of connections on loopback, bounded in time and in count. */
import { createHmac, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type Load = {
  readonly port: number;
  readonly secret: string;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** No more deliveries than this, warm-up included. */
  readonly most: number;
  /** Called once, when the first connection is through; the others have a delivery in flight. */
  readonly atEnd: () => void;
};

/** `acknowledged`: the ids answered 2xx, warm-up included. `ms`: latencies after the warm-up. */
export type Loaded = {
  readonly acknowledged: readonly string[];
  readonly ms: readonly number[];
  readonly perSecond: number;
};

const bodyBytes = 20 * 1024;
const bodies = 32;

/** Written by hand on sockets: a client library would cost as much as the servers that are measured. */
export async function sendLoad(load: Load): Promise<Loaded> {
  const signed = Array.from({ length: bodies }, (_, index) => sign(bodyOf(index), load.secret));
  const acknowledged: string[] = [];
  const ms: number[] = [];
  const start = performance.now();
  const measureFrom = start + load.warmUpMs;
  const end = measureFrom + load.measureMs;
  let sent = 0;
  let lastAt = measureFrom;
  let isOver = false;
  const drive = async (): Promise<void> => {
    const socket = connect(load.port, '127.0.0.1');
    socket.setNoDelay(true);
    // The server is killed in the end: that may be heard when nobody waits for an answer.
    socket.on('error', () => undefined);
    try {
      for (; performance.now() < end && sent < load.most;) {
        sent += 1;
        const id = randomUUID();
        const sentAt = performance.now();
        const answered = answerOf(socket);
        const chosen = signed[sent % bodies];
        if (chosen) socket.write(Buffer.concat([Buffer.from(chosen.head + id + '\r\n\r\n'), chosen.body]));
        const status = await answered;
        const now = performance.now();
        if (status < 200 || status > 299) throw new Error(`a delivery was answered ${status}`);
        acknowledged.push(id);
        if (sentAt < measureFrom) continue;
        ms.push(now - sentAt);
        lastAt = now;
      }
      if (!isOver) load.atEnd();
      isOver = true;
    } catch (error) {
      // What is in flight at the end is answered or not, as it happens.
      if (!isOver) throw error;
    } finally {
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: load.connections }, drive));
  return { acknowledged, ms, perSecond: (1_000 * ms.length) / (lastAt - measureFrom) };
}

/** The status of the next answer, when all of it is there. */
function answerOf(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const settle = (act: () => void): void => {
      socket.off('data', onData);
      socket.off('close', onClose);
      socket.off('error', onError);
      act();
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (isWhole(text)) settle(() => resolve(Number(text.slice(9, 12))));
    };
    const onClose = (): void => settle(() => reject(new Error('the server closed the connection')));
    const onError = (error: Error): void => settle(() => reject(error));
    socket.on('data', onData);
    socket.once('close', onClose);
    socket.once('error', onError);
  });
}

function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, headEnd))?.[1];
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= headEnd + 4 + Number(length);
}

function sign(text: string, secret: string): { readonly head: string; readonly body: Buffer } {
  const body = Buffer.from(text);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${body.length}`,
    'user-agent: GitHub-Hookshot/bench',
    'x-github-event: issues',
    `x-hub-signature-256: sha256=${signature}`,
    'x-github-delivery: ',
  ].join('\r\n');
  return { head, body };
}

/** Shaped like GitHub's: many short fields and addresses, a long text. */
function bodyOf(index: number): string {
  const payload = {
    action: 'labeled',
    issue: { number: index + 1, title: `issue ${index}`, labels: [{ id: index, name: 'bug' }], body: '' },
    repository: repository(`demo${index}`),
    installation: { id: 1 },
    sender: { login: 'alice', id: 5 },
  };
  const missing = bodyBytes - Buffer.byteLength(JSON.stringify(payload));
  payload.issue.body = 'It returns four; five is what it should. '.repeat(500).slice(0, missing);
  return JSON.stringify(payload);
}

function repository(name: string) {
  return {
    full_name: `octo/${name}`,
    default_branch: 'main',
    ...Object.fromEntries(
      Array.from({ length: 60 }, (_, field) => [
        `field_${field}_url`,
        `https://api.example.test/repos/octo/${name}/things/${field}{/number}`,
      ]),
    ),
  };
}
