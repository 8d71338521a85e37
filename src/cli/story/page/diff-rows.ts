import { html, type Html } from './markup.ts';

/** A line of a diff without its sign. */
export type DiffRow = { readonly kind: 'added' | 'deleted' | 'context' | 'hunk'; readonly text: string };

const signs = { added: '+', deleted: '-', context: ' ' } as const;

/** Lines of a diff, one below the other, in colour. */
export function diffRows(rows: readonly DiffRow[]): Html {
  return html`<pre class="diff">${rows.map(diffRow)}</pre>`;
}

function diffRow({ kind, text }: DiffRow): Html {
  const line = kind === 'hunk' ? `${text}\n` : `${signs[kind]} ${text}\n`;
  return html`<span class="${kind}">${line}</span>`;
}

/** The last lines of a hunk as GitHub gives it: those above a review comment. */
export function hunkRows(diffHunk: string, most = 6): DiffRow[] {
  const [head = '', ...lines] = diffHunk.split('\n');
  const shown = lines.slice(-most).map((line): DiffRow => {
    const text = line.slice(1);
    if (line.startsWith('+')) return { kind: 'added', text };
    return line.startsWith('-') ? { kind: 'deleted', text } : { kind: 'context', text };
  });
  return [{ kind: 'hunk', text: head }, ...shown];
}
