import { matchesPatterns } from './matches-patterns.ts';
import type { PatternFilter, Workflow } from './workflow.ts';

/** What happened, as far as `on:` can ask about it. */
export type TriggerEvent =
  | { readonly kind: 'push'; readonly ref: string; readonly changedPaths: readonly string[] }
  | {
      readonly kind: 'pull_request';
      readonly action: string;
      readonly baseBranch: string;
      readonly changedPaths: readonly string[];
    };

const defaultTypes = ['opened', 'synchronize', 'reopened'];

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpull_requestpull_request_targetbranchesbranches-ignore */
export function isTriggered({ triggers }: Pick<Workflow, 'triggers'>, event: TriggerEvent): boolean {
  const filter = triggers.get(event.kind);
  if (!filter) return false;
  if (event.kind === 'pull_request') {
    if (!(filter.types ?? defaultTypes).includes(event.action)) return false;
    return allows(filter.branches, event.baseBranch) && touches(filter.paths, event.changedPaths);
  }
  const tag = /^refs\/tags\/(.+)$/.exec(event.ref)?.[1];
  // A push filter for branches alone leaves out tags, and the other way round; paths are not asked for tags.
  if (tag !== undefined) return isSet(filter.tags) ? allows(filter.tags, tag) : !isSet(filter.branches);
  if (!isSet(filter.branches) && isSet(filter.tags)) return false;
  const branch = event.ref.replace(/^refs\/heads\//, '');
  return allows(filter.branches, branch) && touches(filter.paths, event.changedPaths);
}

function isSet({ only, except }: PatternFilter): boolean {
  return only !== null || except !== null;
}

function allows({ only, except }: PatternFilter, name: string): boolean {
  if (only !== null) return matchesPatterns(name, only);
  return except === null || !matchesPatterns(name, except);
}

function touches({ only, except }: PatternFilter, paths: readonly string[]): boolean {
  if (only !== null) return paths.some((path) => matchesPatterns(path, only));
  if (except !== null) return paths.some((path) => !matchesPatterns(path, except));
  return true;
}
