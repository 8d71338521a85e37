import { changeBetween } from '../../../src/patch/change/change.ts';
import { screenDependencies } from '../../../src/patch/screen/dependencies.ts';
import { filesOf } from '../support.ts';

type Texts = Readonly<Record<string, string>>;

/** A repository that uses requests and PyYAML. */
export const base: Texts = {
  'requirements.txt': 'requests==2.31.0\nPyYAML>=6  # config\n',
  'src/shop/__init__.py': '',
  'src/shop/cart.py': 'import json\nimport requests\n\n\ndef total():\n    return 1\n',
  'tests/test_cart.py': 'import pytest\nimport hypothesis\nfrom shop.cart import total\n',
};

/** Findings as `gate reason path:line name` of what a change lays over the files of a base. */
export function found(after: Texts, before: Texts = base): string[] {
  const from = filesOf(before);
  const to = filesOf({ ...before, ...after });
  return screenDependencies(from, changeBetween(from, to)).map(
    ({ gate, reason, path, line, message }) =>
      `${gate} ${reason} ${path}:${line ?? '-'} ${/^"([^"]+)"/.exec(message)?.[1] ?? ''}`,
  );
}

export const cart = base['src/shop/cart.py'] ?? '';
export const requirements = base['requirements.txt'] ?? '';
