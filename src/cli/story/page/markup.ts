/** Markup that may stand in a page as it is. Nothing else does: every other value is escaped. */
export type Html = { readonly kind: 'html'; readonly markup: string };

type Value = Html | string | number | null | readonly (Html | null)[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as markup that shows it and is nothing else, also inside quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Markup from a template: what is put into it is escaped, unless it is markup itself. Null is nothing. */
export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = pieces.map((piece, at) => piece + markupOf(values[at] ?? null)).join('');
  return { kind: 'html', markup };
}

function markupOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'kind' in value ? value.markup : value.map((one) => one?.markup ?? '').join('');
}

/** Markup from somewhere that made it safe itself. */
export function safeHtml(markup: string): Html {
  return { kind: 'html', markup };
}
