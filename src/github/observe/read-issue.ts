import type { Situation } from '../../task/situation.ts';
import type { RawIssue, RawLabelled } from './raw-situation.ts';
import { readActor } from './read-actor.ts';

export type Labelled = NonNullable<Situation['issue']['labelled']>;

export function readIssue(
  raw: RawIssue,
  labelled: Labelled | null,
  missingSince: number | null,
): Situation['issue'] {
  const closer = raw.closing.nodes.at(-1)?.actor ?? null;
  const open = raw.state === 'OPEN';
  return {
    id: raw.id,
    number: raw.number,
    open,
    title: raw.title,
    body: raw.body,
    author: readActor(raw.author),
    ...edit(raw, labelled),
    writers: writersOf(raw),
    labels: raw.labels.nodes.map(({ name }) => labelName(name)),
    labelled,
    closedAt: raw.closedAt,
    closedBy: open || closer === null ? null : readActor(closer).login,
    missingSince,
  };
}

/** What stands for an issue that GitHub does not find: closed, without labels, text and comments. */
export function absentIssue(number: number, at: number): RawIssue {
  const nothing = { pageInfo: { hasPreviousPage: false, startCursor: null }, nodes: [] };
  return {
    id: '',
    repository: { id: '' },
    number,
    title: '',
    body: '',
    state: 'CLOSED',
    createdAt: at,
    lastEditedAt: null,
    closedAt: null,
    author: null,
    editor: null,
    userContentEdits: null,
    labels: { nodes: [] },
    labelled: nothing,
    renamed: { nodes: [] },
    closing: { nodes: [] },
    comments: nothing,
  };
}

/** Everyone whose words may stand in the text. */
export function writersOf(raw: RawIssue): Situation['issue']['writers'] {
  const kept = raw.userContentEdits?.nodes ?? [];
  if (kept.length >= editsAsked || (raw.userContentEdits === null && raw.lastEditedAt !== null)) return null;
  const edits = [...kept.map(({ editor }) => editor), ...(raw.lastEditedAt === null ? [] : [raw.editor])];
  const renames = raw.renamed.nodes.map(({ actor }) => actor);
  return [raw.author, ...edits, ...renames].map(readActor);
}

/** Edits that the query asks for. */
const editsAsked = 20;

/** GitHub's labels differ by more than case, so `Cadence:Held` is ours too. */
export function labelName(name: string): string {
  return /^cadence:/i.test(name) ? name.toLowerCase() : name;
}

export function hasLabel(raw: RawIssue, label: string): boolean {
  return raw.labels.nodes.some(({ name }) => name.toLowerCase() === label.toLowerCase());
}

/** The last time that somebody put the label on. */
export function lastLabelled(raw: readonly RawLabelled['nodes'][number][], label: string): Labelled | null {
  const found = raw.findLast((event) => event.label.name.toLowerCase() === label.toLowerCase());
  return found ? { by: readActor(found.actor), at: found.createdAt } : null;
}

/**
 * Who changed the text last, title included, which GitHub keeps as an event of its own. An edit after the label by
 * somebody else is told even where the labeller has edited since: theirs must not hide it.
 */
function edit(raw: RawIssue, labelled: Labelled | null): { editedAt: number | null; editor: string | null } {
  const kept = (raw.userContentEdits?.nodes ?? []).map(({ editedAt, editor }) => ({
    at: editedAt,
    who: editor,
  }));
  const last = raw.lastEditedAt === null ? [] : [{ at: raw.lastEditedAt, who: raw.editor }];
  const renames = raw.renamed.nodes.map(({ createdAt, actor }) => ({ at: createdAt, who: actor }));
  // The text as it was first written is among the kept edits; writing it is none.
  const edits = [...kept.filter(({ at }) => at > raw.createdAt), ...last, ...renames]
    .map(({ at, who }) => ({ editedAt: at, editor: readActor(who).login }))
    .toSorted((a, b) => a.editedAt - b.editedAt);
  const foreign = edits.findLast(
    ({ editedAt, editor }) => labelled !== null && editedAt > labelled.at && editor !== labelled.by.login,
  );
  return foreign ?? edits.at(-1) ?? { editedAt: null, editor: null };
}
