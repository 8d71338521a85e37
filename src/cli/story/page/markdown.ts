import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { serialize } from 'parse5';
import { diffRows, type DiffRow } from './diff-rows.ts';
import { markReferences } from './references.ts';
import { html, safeHtml, type Html } from './markup.ts';
import { elementsIn, replaceWith, sanitiseHtml, textOf, valueOf, type Element } from './sanitise-html.ts';

const alerts: Readonly<Record<string, string>> = {
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
};

/**
 * Markdown as GitHub shows it: tables, task lists, alerts, diffs in colour. `replaced` are the lines of the diff that a
 * suggestion would replace.
 */
export function renderMarkdown(text: string, replaced: readonly string[] = []): Html {
  const markup = micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const clean = sanitiseHtml(markup, (root) => {
    markReferences(root);
    // The innermost first: what is around them is written again with them in it.
    for (const element of elementsIn(root).toReversed()) {
      if (element.tagName === 'blockquote') showAlert(element);
      if (element.tagName === 'pre') showCode(element, replaced);
      if (element.tagName === 'table') scroll(element);
    }
  });
  return html`<div class="markdown">${safeHtml(clean)}</div>`;
}

/** `> [!IMPORTANT]` as a box with a heading. */
function showAlert(quote: Element): void {
  const first = elementsIn(quote).find(({ tagName }) => tagName === 'p');
  const kind = first && /^\s*\[!(\w+)\][ \t]*(?:\n|$)/.exec(textOf(first))?.[1]?.toUpperCase();
  const title = kind ? alerts[kind] : undefined;
  const start = first?.childNodes[0];
  if (!kind || title === undefined || !first || !start || !('value' in start)) return;
  start.value = start.value.replace(/^\s*\[![a-z]+\][ \t]*\n?/i, '');
  const body = safeHtml(serialize(quote));
  replaceWith(
    quote,
    html`<div class="alert ${kind.toLowerCase()}">
      <p class="alert-title">${title}</p>
      ${body}
    </div>`.markup,
  );
}

function showCode(block: Element, replaced: readonly string[]): void {
  const code = elementsIn(block).find(({ tagName }) => tagName === 'code');
  const language = code && valueOf(code, 'class');
  if (!code) return;
  const lines = textOf(code).replace(/\n$/, '').split('\n');
  if (language === 'language-diff') replaceWith(block, diffRows(lines.map(asDiffLine)).markup);
  if (language === 'language-suggestion')
    replaceWith(
      block,
      html`<div class="suggestion">
        <p>Suggested change</p>
        ${diffRows([
          ...replaced.map((line): DiffRow => ({ kind: 'deleted', text: line })),
          ...lines.map((line): DiffRow => ({ kind: 'added', text: line })),
        ])}
      </div>`.markup,
    );
}

const kinds: Readonly<Record<string, DiffRow['kind']>> = {
  '+': 'added',
  '-': 'deleted',
  '@': 'hunk',
  ' ': 'context',
};

function asDiffLine(text: string): DiffRow {
  const kind = /^(?:\+\+\+|---) /.test(text) ? 'hunk' : kinds[text.charAt(0)];
  return kind === undefined || kind === 'hunk' ? { kind: 'hunk', text } : { kind, text: text.slice(1) };
}

/** A table that is wider than the page scrolls by itself. */
function scroll(table: Element): void {
  const copy = safeHtml(`<table>${serialize(table)}</table>`);
  replaceWith(table, html`<div class="scroll">${copy}</div>`.markup);
}
