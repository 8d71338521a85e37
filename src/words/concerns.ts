/** What screening found that a person may allow, with the patch: the text that an approval is bound to. */
import type { ScreenFinding } from '../patch/screen/screen-finding.ts';

/** Nobody can allow what is not shown whole. GitHub takes 65,536 characters a comment, and the rest needs some. */
export const maxShown = 45_000;

export function concernsText(findings: readonly ScreenFinding[], diff: string): string {
  const lines = findings.map(({ path, message }) => `# ${path}: ${message}`);
  return [...lines, '', diff].join('\n');
}
