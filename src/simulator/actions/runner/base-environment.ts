import type { Host } from './find-host.ts';
import type { Workspace } from './workspace.ts';

/** What `github.*` tells scripts too. https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables */
export type GithubVariables = {
  readonly [name: `GITHUB_${string}`]: string;
};

/** Nothing of the host's environment but PATH and pip's settings: its variables may hold secrets. */
export function baseEnvironment(
  host: Host,
  workspace: Workspace,
  github: GithubVariables,
): Record<string, string> {
  return {
    ...host.pip,
    PATH: workspace.pythonBin === null ? host.path : `${workspace.pythonBin}:${host.path}`,
    HOME: workspace.home,
    TMPDIR: workspace.temp,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace.source,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'local',
    RUNNER_TEMP: workspace.temp,
    RUNNER_TOOL_CACHE: workspace.temp,
    RUNNER_ENVIRONMENT: 'self-hosted',
    ...github,
  };
}
