import type { IncomingMessage } from 'node:http';
import { GitHubError } from '../github-error.ts';

/** The body as JSON; an empty one is `undefined`. docs.github.com: "Problems parsing JSON" is a 400. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
}
