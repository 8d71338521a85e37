/** A block's footnote, null where it stands in none, and its text without code. */
type NoteText = { readonly note: string | null; readonly prose: string };

/** The labels of the footnotes that a page shows: those that its text names, or a footnote that is shown. */
export function shownNotes(blocks: readonly NoteText[]): ReadonlySet<string> {
  const namedIn = new Map<string | null, string[]>();
  for (const { note, prose } of blocks) {
    // A label that holds a bracket names nothing: with one, each of many brackets would be read up to the last.
    const labels = [...prose.matchAll(/(?<!\\)\[\^([^[\]\s]+)\]/g)].map(([, label = '']) =>
      label.toLowerCase(),
    );
    const known = namedIn.get(note);
    if (known) for (const label of labels) known.push(label);
    else namedIn.set(note, labels);
  }
  const shown = new Set<string>();
  const open = [...(namedIn.get(null) ?? [])];
  for (let label = open.pop(); label !== undefined; label = open.pop()) {
    if (shown.has(label)) continue;
    shown.add(label);
    for (const next of namedIn.get(label) ?? []) open.push(next);
  }
  return shown;
}
