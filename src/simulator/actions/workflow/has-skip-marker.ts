const marker = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/i;
const trailer = /(?:^|\n)skip-checks: ?true\s*$/i;

/**
 * Whether a head commit's message stops push and pull_request runs.
 * https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs
 */
export function hasSkipMarker(message: string): boolean {
  return marker.test(message) || trailer.test(message);
}
