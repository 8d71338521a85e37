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
  readonly issue: number;
  readonly title: string;
  /** What follows the command in the comment. */
  readonly text: string;
  readonly label: string;
};

export function newIssue(words: NewIssueWords): { readonly title: string; readonly body: string } {
  const { comment, url, by, issue, title, text, label } = words;
  const parts = [
    text.trim() === '' ? null : quoted(text, 30_000),
    `Made from [a comment](${url}) of ${codeSpan(by)} on #${issue}.`,
    `To have Cadence do it, see that it says what is wanted, then put the label ${codeSpan(label)} on it.`,
  ];
  const body = `<!-- cadence:task ${comment} -->\n${parts.filter((part) => part !== null).join('\n\n')}`;
  return { title: cutLine(neutralise(title, 'title'), 200) || `A comment on #${issue}`, body };
}
