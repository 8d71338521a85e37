import type { Files } from '../../change/change.ts';
import { isTestPath, isTestSupport } from '../../change/test-files.ts';
import { readSource } from '../../change/text.ts';

/** What people read, no matter who names it. */
const about = /(?:^|\/)(?:readme|license|licence|changelog|changes|history|authors|contributing)(?:\.\w+)?$/i;

/** What the tests of a base use that does not stand among them. */
export type UsedByTests = {
  /** Is a file named in a text of a test: by its path, or its own name? */
  readonly isNamed: (path: string) => boolean;
  /** Is a module imported by tests, and by nothing else? */
  readonly isImported: (path: string) => boolean;
};

export function usedByTests(files: Files): UsedByTests {
  let known: readonly Text[] | null = null;
  // Decoding a whole tree takes long: only where it is asked for.
  const texts = (): readonly Text[] => (known ??= textsIn(files));
  return {
    isNamed: (path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (about.test(path) || !name.includes('.')) return false;
      const said = new RegExp(`["'/]${escaped(name)}["']`);
      return texts().some(({ source, isTest }) => isTest && source.includes(name) && said.test(source));
    },
    isImported: (path) => {
      const module =
        path
          .replace(/(?:\/__init__)?\.py$/, '')
          .split('/')
          .at(-1) ?? '';
      const said = new RegExp(
        `^[ \\t]*(?:from[ \\t]+[\\w.]*\\b${escaped(module)}[ \\t]+import|import[ \\t]+[\\w., ]*\\b${escaped(module)}\\b|from[ \\t]+[\\w.]+[ \\t]+import[ \\t(]+[\\w, \\t]*\\b${escaped(module)}\\b)`,
        'm',
      );
      const users = texts().filter(
        (one) => one.path !== path && one.source.includes(module) && said.test(one.source),
      );
      return users.length > 0 && users.every(({ isTest }) => isTest);
    },
  };
}

type Text = { readonly path: string; readonly source: string; readonly isTest: boolean };

function textsIn(files: Files): readonly Text[] {
  return [...files].flatMap(([path, file]) => {
    const source = path.endsWith('.py') ? readSource(file) : null;
    return source === null ? [] : [{ path, source, isTest: isTestPath(path) || isTestSupport(path) }];
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, '\\$&');
}
