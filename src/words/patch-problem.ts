/** Why a patch is not published: told to the next attempt and to people. A screen's findings bring their own words. */
export type PatchProblem =
  | { readonly kind: 'directive-gone' | 'empty' | 'no-test-named' }
  | {
      readonly kind: 'not-a-test' | 'proof-touched' | 'protected' | 'known-secret' | 'executable';
      readonly path: string;
    }
  | { readonly kind: 'screened'; readonly path: string; readonly message: string; readonly more: number }
  /** `message`: what was found; '' where the patch waits for a person whatever is in it. */
  | { readonly kind: 'too-long-to-show'; readonly path: string; readonly message: string }
  | { readonly kind: 'foreign-branch'; readonly branch: string; readonly headSha: string };

export function patchProblem(problem: PatchProblem): string {
  switch (problem.kind) {
    case 'directive-gone':
      return 'The issue no longer contains a patch.';
    case 'empty':
      return 'The patch changes nothing.';
    case 'no-test-named':
      return 'The patch adds or changes no test function.';
    case 'not-a-test':
      return `Only tests may be changed at this point, and ${problem.path} is not a test.`;
    case 'proof-touched':
      return `${problem.path} proves the change and must stay as it is.`;
    case 'protected':
      return `${problem.path} is protected. Only a person may change it.`;
    case 'executable':
      return `${problem.path} is executable, and would lose that: Cadence commits plain files only.`;
    case 'known-secret':
      return `${problem.path} contains a secret of this installation. Remove it.`;
    case 'screened':
      return `${problem.path}: ${problem.message}${problem.more > 0 ? ` (and ${problem.more} more)` : ''}`;
    case 'too-long-to-show':
      return `${problem.path}: ${`${problem.message} This could be approved, but the patch is too long to show in a comment.`.trim()}`;
    case 'foreign-branch':
      return `The branch ${problem.branch} is at ${problem.headSha}, a commit that is not from Cadence.`;
    default: {
      const never: never = problem;
      throw new Error(`unknown problem ${JSON.stringify(never)}`);
    }
  }
}

/** An issue that no plan can be made from. */
export function emptyIssue(lacks: 'title' | 'text'): string {
  return lacks === 'title' ? 'The issue has no title.' : 'The issue has no text.';
}
