/** What screening found that a person may allow, with the patch: the text that an approval is bound to. */
import type { ScreenFinding } from '../patch/screen/screen-finding.ts';

/** Nobody can allow what is not shown whole. GitHub takes 65,536 characters a comment, and the rest needs some. */
export const maxShown = 45_000;

/** Above a patch of somebody who could not push it. */
const byOthers =
  'This patch was written by somebody without write access. Read all of it before you approve it.';

export function concernsText(
  findings: readonly ScreenFinding[],
  diff: string,
  author: 'agent' | 'person' | 'stranger',
): string {
  const lines = [
    ...(author === 'stranger' ? [`# ${byOthers}`] : []),
    ...findings.map(({ path, message }) => `# ${path}: ${message}`),
  ];
  return [...lines, '', diff].join('\n');
}
