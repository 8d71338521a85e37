/** The issue that `/cadence task` makes of a comment: the comment's own words, quoted, and the way back to it. */
import { codeSpan } from './code.ts';
import { cutLine } from './cut.ts';
import { neutralise, quoted } from './neutralise.ts';

export type NewIssueWords = {
  /** Node id of the comment. */
  readonly comment: string;
  /** Where the comment is, as GitHub gave it. */
  readonly url: string;
  readonly by: string;
  /** The issue or the pull request that it is on. */
  readonly on: number;
  readonly title: string;
  /** What follows the command in the comment. */
  readonly text: string;
  /** Of a comment on a line of a diff. */
  readonly place: { readonly path: string; readonly line: number | null } | null;
  /** What Sidekick answered there. */
  readonly suggestion: string | null;
  readonly label: string;
};

/** Quoted twice over, still within what GitHub takes. */
const most = 15_000;

export function newIssue(words: NewIssueWords): { readonly title: string; readonly body: string } {
  const { comment, url, by, on, title, text, place, suggestion, label } = words;
  const parts = [
    text.trim() === '' ? null : quoted(text, most),
    suggestion === null ? null : `A model suggested:\n\n${quoted(suggestion, most)}`,
    `Opened from [a comment](${url}) by ${codeSpan(by)} on #${on}${place ? `, at ${placeName(place)}` : ''}.`,
    `To start Cadence, check that this says what you want, then add the label ${codeSpan(label)}.`,
  ];
  const body = `<!-- cadence:task ${comment} -->\n${parts.filter((part) => part !== null).join('\n\n')}`;
  return { title: cutLine(neutralise(title, 'title'), 200) || `A comment on #${on}`, body };
}

function placeName({ path, line }: NonNullable<NewIssueWords['place']>): string {
  return codeSpan(line === null ? path : `${path}:${line}`);
}
