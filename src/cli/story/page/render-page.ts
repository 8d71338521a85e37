import { issueSection, pullSection } from './conversation.ts';
import { html, safeHtml } from './markup.ts';
import type { PageState } from './page-state.ts';
import { styles } from './styles.ts';

/** Stands in each page of ours, so that nobody else's is written over. */
export const generator = '<meta name="generator" content="Cadence">';

/** Issues and pull requests as GitHub would show them: one file without script and without a request. */
export function renderPage({ nameWithOwner, issues, pullRequests }: PageState): string {
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${safeHtml(generator)}
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${nameWithOwner}</title>
        <link rel="icon" href="data:," />
        <style>
          ${safeHtml(styles)}
        </style>
      </head>
      <body>
        <nav>
          <strong>${nameWithOwner}</strong>
          <span class="quiet">as GitHub would show it; made by <code>cadence</code> on this machine</span>
        </nav>
        <main>${issues.nodes.map(issueSection)} ${pullRequests.nodes.map(pullSection)}</main>
      </body>
    </html> `;
  return page.markup;
}
