/** Whether merging is paused in a repository: a fact of our own board, the same for who acts and for who only asks. */
type Row = { readonly issue: number; readonly view: Readonly<Record<string, unknown>> };

/** Something landed that was not what was tested, and nobody has looked into it yet. `rows` are the live tasks. */
export function isMergingPaused(rows: readonly Row[], issue: number): boolean {
  return rows.some((row) => row.issue !== issue && row.view['held'] === 'landed-differs');
}
