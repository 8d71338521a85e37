import type { Actor } from '../../task/situation.ts';
import type { RawWho } from './raw-situation.ts';

/**
 * GraphQL calls a bot `slug`, REST and `viewer` call it `slug[bot]`. The brackets are kept: no person's login can hold
 * them, so an app and a person of the same name stay apart. A deleted account is `ghost` and has no rights.
 */
export function readActor(raw: RawWho): Actor {
  if (raw === null) return { login: 'ghost', kind: 'person' };
  if (raw.__typename === 'User') return { login: raw.login, kind: 'person' };
  return { login: botLogin(raw.login), kind: 'bot' };
}

export function botLogin(login: string): string {
  return login.endsWith('[bot]') ? login : `${login}[bot]`;
}

export function slugOfBot(login: string): string {
  return login.replace(/\[bot\]$/, '');
}
