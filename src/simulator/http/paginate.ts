import type { Answer } from './http-answer.ts';
import { json } from './http-answer.ts';

const maxPerPage = 100;
const defaultPerPage = 30;

/** docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api: `per_page` is at most 100, links say what follows. */
export function paginate<T>(
  items: readonly T[],
  url: URL,
): { page: readonly T[]; headers: Record<string, string> } {
  const size = Math.min(maxPerPage, positive(url.searchParams.get('per_page'), defaultPerPage));
  const page = positive(url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, relation: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    page: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function positive(text: string | null, fallback: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

/** A bare list, one page of it. */
export function listed<T>(items: readonly T[], url: URL, show: (item: T) => unknown): Answer {
  const { page, headers } = paginate(items, url);
  return json(page.map(show), 200, headers);
}

/** A list in an object with its total, as Actions, checks and installations have it. */
export function counted<T>(name: string, items: readonly T[], url: URL, show: (item: T) => unknown): Answer {
  const { page, headers } = paginate(items, url);
  return json({ total_count: items.length, [name]: page.map(show) }, 200, headers);
}
