import { html, type Html } from './markup.ts';
import { renderMarkdown } from './markdown.ts';
import type { CheckRun, Commit, Suite } from './page-state.ts';
import { markOf, shortOid, sign } from './pieces.ts';

/** The checks of a pull request: every commit with its runs, each with what it says. */
export function checkSection(commits: readonly Commit[]): Html | null {
  const tested = commits.filter(({ checkSuites }) => checkSuites.nodes.some(hasRuns));
  if (tested.length === 0) return null;
  return html`<section class="checks">
    <h2>Checks</h2>
    ${tested.map(
      ({ oid, messageHeadline, checkSuites }) =>
        html`<h3>${shortOid(oid)} ${messageHeadline}</h3>
          ${checkSuites.nodes.filter(hasRuns).map(suiteRuns)}`,
    )}
  </section>`;
}

function hasRuns({ checkRuns }: Suite): boolean {
  return checkRuns.nodes.length > 0;
}

function suiteRuns({ workflowRun, checkRuns }: Suite): Html {
  const of = workflowRun ? `${workflowRun.workflow.name}, run ${workflowRun.databaseId}` : null;
  return html`${checkRuns.nodes.map((run) => checkRun(run, of))}`;
}

function checkRun(run: CheckRun, of: string | null): Html {
  const { name, status, conclusion, title, summary, annotations } = run;
  const state = (conclusion ?? status).toLowerCase().replaceAll('_', ' ');
  return html`<article class="check box">
    <header>
      ${sign(markOf(run))} <strong>${name}</strong>${of === null ? null : html` (${of})`}: ${title ?? state}
    </header>
    ${summary === null ? null : html`<div class="body">${renderMarkdown(summary)}</div>`}
    ${annotations.nodes.map(
      (one) =>
        html`<div class="annotation ${one.annotationLevel === 'FAILURE' ? 'failed' : 'noted'}">
          <p><code>${one.path}:${one.location.start.line}</code> <strong>${one.title}</strong></p>
          <pre>${one.message}</pre>
        </div>`,
    )}
  </article>`;
}
