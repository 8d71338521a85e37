import { checkSection } from './check-section.ts';
import { commentBox } from './comment-box.ts';
import { html, type Html } from './markup.ts';
import type { IssueState, PullState } from './page-state.ts';
import { labelPill, nameOf, spaced } from './pieces.ts';
import { timeline } from './timeline.ts';

export function issueSection(issue: IssueState): Html {
  const state = issue.state === 'OPEN' ? 'open' : issue.stateReason === 'NOT_PLANNED' ? 'dropped' : 'closed';
  const words = { open: 'Open', closed: 'Closed', dropped: 'Closed as not planned' }[state];
  return html`<section class="conversation" id="issue-${issue.number}">
    ${heading(issue, html`<span class="state ${state}">${words}</span> issue by ${nameOf(issue.author)}`)}
    ${opening(issue)} ${timeline({ items: issue.timelineItems.nodes, commits: [], threads: [] })}
  </section>`;
}

export function pullSection(pull: PullState): Html {
  const state = pull.state === 'OPEN' && pull.isDraft ? 'draft' : pull.state.toLowerCase();
  const commits = pull.commits.nodes.map(({ commit }) => commit);
  const files = `${pull.changedFiles} ${pull.changedFiles === 1 ? 'file' : 'files'}`;
  return html`<section class="conversation" id="pull-${pull.number}">
    ${heading(
      pull,
      html`<span class="state pull-${state}">${state.charAt(0).toUpperCase() + state.slice(1)}</span> pull
        request by ${nameOf(pull.author)} into <code>${pull.baseRefName}</code> from
        <code>${pull.headRefName}</code> · ${files}, <span class="plus">+${pull.additions}</span>
        <span class="minus">−${pull.deletions}</span>`,
    )}
    ${opening(pull)}
    ${timeline({ items: pull.timelineItems.nodes, commits, threads: pull.reviewThreads.nodes })}
    ${checkSection(commits)}
  </section>`;
}

function heading({ title, number, labels }: IssueState | PullState, line: Html): Html {
  return html`<header class="head">
    <h1>${title} <span class="number">#${number}</span></h1>
    <p>${line}</p>
    <p>${spaced(labels.nodes.map(labelPill))}</p>
  </header>`;
}

function opening({ author, createdAt, body }: IssueState | PullState): Html {
  return commentBox({ author, at: createdAt, body, did: 'opened this', edited: 'as written' });
}
