import { pino, destination, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './env/settings.ts';

/** Names under which a library may log what nobody may read; whole payloads are people's text. */
const hidden = [
  'payload',
  'body',
  'privateKey',
  'secret',
  'webhookSecret',
  'token',
  'authorization',
  'signature',
  'headers',
  'request',
  'response',
  'event',
];

/**
 * Lines of JSON on stderr: stdout belongs to the results of commands. Each line goes through `redact` before it is
 * written, since nobody can say in which words a library will quote a secret.
 */
export function createLog(
  level: LogLevel,
  redact: (text: string) => string,
  to: DestinationStream = destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      // An error of a library carries the request that failed, with its headers: its words are enough.
      serializers: { err: plainError, error: plainError },
    },
    { write: (line) => to.write(redact(line)) },
  );
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { type: error.name, message: error.message.slice(0, 500) };
}
