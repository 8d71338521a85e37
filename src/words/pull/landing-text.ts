/** What landed beside what was tested, where they differ. */
export type Landing = { readonly tree: string; readonly parent: string };

export function landingText(mergeSha: string, landed: Landing, tested: Landing): string {
  return [
    `merge commit: ${mergeSha}`,
    `tree:   ${landed.tree} (tested: ${tested.tree})`,
    `parent: ${landed.parent} (tested on: ${tested.parent})`,
  ].join('\n');
}
