/** Small pieces that stand all over a page: people, labels, times, marks of tests. */
import { html, safeHtml, type Html } from './markup.ts';
import type { CheckRun, Label, Who } from './page-state.ts';

/** The initial of an account in a circle; apps have a square one, as on GitHub. */
export function avatar(who: Who): Html {
  const initial = [...(who?.login ?? '?')][0] ?? '?';
  const shape = who?.__typename === 'Bot' ? 'avatar bot' : 'avatar';
  return html`<span class="${shape}" aria-hidden="true">${initial.toUpperCase()}</span>`;
}

export function nameOf(who: Who): Html {
  const name = html`<strong>${who?.login ?? 'ghost'}</strong>`;
  return who?.__typename === 'Bot' ? html`${name} <span class="tag">bot</span>` : name;
}

export function labelPill({ name, color }: Label): Html {
  const safe = /^[0-9a-f]{6}$/i.test(color) ? color : 'cccccc';
  return html`<span class="label" style="--label: #${safe}">${name}</span>`;
}

/** `2026-03-01T12:00:00Z` as a time of the day: the stories of a page last minutes. */
export function timeOf(at: string): Html {
  return html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`;
}

type Mark = 'passed' | 'failed' | 'waiting' | 'neutral';

const conclusions: Readonly<Record<string, Mark>> = {
  SUCCESS: 'passed',
  FAILURE: 'failed',
  TIMED_OUT: 'failed',
  CANCELLED: 'neutral',
};

export function markOf({ conclusion }: Pick<CheckRun, 'conclusion'>): Mark {
  return conclusion === null ? 'waiting' : (conclusions[conclusion] ?? 'neutral');
}

const signs: Readonly<Record<Mark, string>> = { passed: '✓', failed: '✗', waiting: '●', neutral: '■' };
const words: Readonly<Record<Mark, string>> = {
  passed: 'passed',
  failed: 'failed',
  waiting: 'running',
  neutral: 'ended without a result',
};

export function sign(mark: Mark): Html {
  return html`<span class="sign ${mark}" title="${words[mark]}">${signs[mark]}</span>`;
}

export function shortOid(oid: string): Html {
  return html`<code>${oid.slice(0, 7)}</code>`;
}

/** Pieces one after the other, with a space between. */
export function spaced(pieces: readonly Html[]): Html {
  return safeHtml(pieces.map(({ markup }) => markup).join(' '));
}
