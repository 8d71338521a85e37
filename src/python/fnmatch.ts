import { RE2JS } from 're2js';

const maxLength = 200;

/** Python's `fnmatch`: `*` also stands for slashes. Patterns are a repository's, so their time is bounded; a bad one matches nothing. */
export function fnmatch(pattern: string): (text: string) => boolean {
  if (pattern.length > maxLength) return () => false;
  const parts = pattern.matchAll(/\[(!?)(\]?[^\]]*)\]|\*+|[\s\S]/gu);
  const translated = [...parts].map(([whole, not, set]) => {
    if (set !== undefined && set !== '')
      return `[${not === '!' ? '^' : ''}${set.replaceAll(/[\\[\]^&]/gu, String.raw`\$&`)}]`;
    if (whole.startsWith('*')) return '.*';
    return whole === '?' ? '.' : RE2JS.quote(whole);
  });
  try {
    const compiled = RE2JS.compile(translated.join(''), RE2JS.DOTALL);
    return (text) => compiled.matches(text);
  } catch {
    return () => false;
  }
}
