import type { RunAttempt, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import type { Value } from '../expression/value.ts';
import type { GithubVariables } from '../runner/base-environment.ts';
import type { RunEvent } from './run-event.ts';

/** The context `github` of a run; the token is empty, since no step here may act as anybody. */
export function githubContext(
  world: World,
  run: WorkflowRun,
  attempt: RunAttempt,
  event: RunEvent,
): { readonly [key: string]: Value } {
  const { owner, name } = run.repository;
  return {
    action: '',
    actor: run.actor.login,
    triggering_actor: attempt.triggeringActor.login,
    api_url: `${world.url}/api/v3`,
    graphql_url: `${world.url}/api/graphql`,
    server_url: world.url,
    base_ref: event.base?.ref ?? '',
    head_ref: event.kind === 'pull_request' ? (event.headBranch ?? '') : '',
    event: event.payload,
    event_name: event.kind,
    ref: event.ref,
    ref_name: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_type: 'branch',
    repository: `${owner.login}/${name}`,
    repository_id: String(run.repository.id),
    repository_owner: owner.login,
    run_attempt: String(attempt.number),
    run_id: String(run.id),
    run_number: String(run.runNumber),
    sha: event.checkoutOid,
    token: '',
    workflow: run.name,
    workflow_ref: `${owner.login}/${name}/${run.path}@${event.ref}`,
    workflow_sha: event.checkoutOid,
  };
}

/** The texts of the context as variables: `GITHUB_SHA`, `GITHUB_RUN_ID`, … */
export function githubVariables(context: { readonly [key: string]: Value }): GithubVariables {
  const variables: Record<`GITHUB_${string}`, string> = {};
  for (const [name, value] of Object.entries(context))
    if (typeof value === 'string' && name !== 'token' && name !== 'action')
      variables[`GITHUB_${name.toUpperCase()}`] = value;
  return variables;
}
