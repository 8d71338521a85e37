import type { VisibleText } from '../markdown/visible.ts';

const dataUri = /data:[\w.+/-]{0,100}(?:;[\w.+=-]{1,100}){0,5};base64,[\w+/=%-]*/gi;
const longRun = /[A-Za-z0-9+/]{120,}={0,2}/g;
const wrappedRun = /(?:^[A-Za-z0-9+/]{60,}={0,2}$\n?){3,}/gm;

/** What a page shows without base64, which nobody reads: in code too. */
export function withoutBase64(text: VisibleText): string {
  return text
    .replace(dataUri, '[data URI removed]')
    .replace(wrappedRun, base64Mark)
    .replace(longRun, (run) =>
      /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? base64Mark(run) : run,
    );
}

function base64Mark(run: string): string {
  return `[${run.length} characters of base64 removed]${run.endsWith('\n') ? '\n' : ''}`;
}
