import type { ServerSettings } from '../env/settings.ts';
import { createGitHub, type GitHubApp, type GitHubOptions } from '../github/client.ts';

/** GitHub as these settings reach it. Its warnings go nowhere unless the caller says where. */
export function connectGitHub(
  { credentials, github }: Pick<ServerSettings, 'credentials' | 'github'>,
  options: Pick<GitHubOptions, 'now'> & Partial<Pick<GitHubOptions, 'log' | 'minted'>>,
): GitHubApp {
  return createGitHub({ ...credentials, ...github, userAgent: 'cadence', log: () => undefined, ...options });
}
