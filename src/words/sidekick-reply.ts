/** Sidekick's answer as it is posted. A model's words: inert, and what they rest on is linked in our own. */
import type { RepoName } from '../task/names.ts';
import { oneLine } from '../markdown/invisible.ts';
import { codeSpan } from './code.ts';
import { cutLine } from './cut.ts';
import { foreignMarkdown } from './neutralise.ts';

export type SidekickWords = {
  readonly repo: RepoName;
  readonly commit: string;
  readonly answer: string;
  readonly citations: readonly { readonly path: string; readonly first: number; readonly last: number }[];
  readonly invented: number;
  /** Title of the issue that is offered. */
  readonly task: string | null;
};

const maxAnswer = 30_000;

export function sidekickReply({ repo, commit, answer, citations, invented, task }: SidekickWords): string {
  const places = citations.map((place) => `- ${permalink(repo, commit, place)}`);
  const parts = [
    foreignMarkdown(answer, maxAnswer),
    places.length > 0 ? `Based on:\n\n${places.join('\n')}` : null,
    invented > 0
      ? `${invented === 1 ? '1 place was' : `${invented} places were`} removed: not in the repository.`
      : null,
    task === null ? null : offer(task),
    `Written by a model from the code at ${codeSpan(commit.slice(0, 7))}. Nothing was changed.`,
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

function offer(title: string): string {
  const line = cutLine(oneLine(title), 150);
  return `To open an issue for it, post this as a new comment: ${codeSpan(`/cadence task ${line}`)}`;
}

/** From the root of the host: it holds on every page that shows the comment, a pull request's files among them. */
function permalink(
  repo: RepoName,
  commit: string,
  { path, first, last }: SidekickWords['citations'][number],
): string {
  const at = path.split('/').map(encodePart).join('/');
  const lines = first === last ? `${first}` : `${first}-${last}`;
  const anchor = first === last ? `#L${first}` : `#L${first}-L${last}`;
  return `[${codeSpan(`${path}:${lines}`)}](/${repo}/blob/${commit}/${at}${anchor})`;
}

/** Round brackets end the target of a link. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
