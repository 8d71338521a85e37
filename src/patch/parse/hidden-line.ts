import { withoutInvisible } from '../../markdown/invisible.ts';
import type { PagePart } from '../../markdown/page.ts';
import type { VisibleText } from '../../markdown/visible.ts';
import type { Edit } from '../edit.ts';
import { looksLikeBlocks } from './search-replace.ts';

/**
 * Looks in what a page shows for every word of an edit, and for the path above its block: null, or the line of what is
 * not there. Asked for part by part, in order: each is looked for behind the one before, and the page is read once.
 */
export function hiddenLines(visible: VisibleText): (part: PagePart, edits: readonly Edit[]) => number | null {
  let behind = 0;
  return (part, edits) => {
    const paths = looksLikeBlocks(part.lines) ? edits.map(({ path }) => path) : [];
    // Blocks share the path that stands above the first of them.
    const own = paths.filter((path, at) => path !== paths[at - 1]);
    const last = endOf(visible, part.edits, behind);
    if (last !== null && endOf(visible, own, behind) !== null) {
      behind = last;
      return null;
    }
    let from = 0;
    const at = part.lines.findIndex((line) => {
      from = visible.indexOf(withoutInvisible(line), from);
      return from < 0;
    });
    return part.line + Math.max(at, 0);
  };
}

/** Where the last of the texts ends, each behind the one before; null where one is not there. */
function endOf(visible: VisibleText, texts: readonly string[], from: number): number | null {
  let behind = from;
  for (const text of texts) {
    const seen = withoutInvisible(text);
    const at = visible.indexOf(seen, behind);
    if (at < 0) return null;
    behind = at + seen.length;
  }
  return behind;
}
