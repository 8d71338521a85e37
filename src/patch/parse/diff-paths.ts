import { headerName } from './header-name.ts';

/** The two names that a file's section of a diff gives, without prefixes; null is `/dev/null`. */
export type DiffPaths = { readonly old: string | null; readonly new: string | null };

const prefixes = /^[abciow]\//;

/** `--- a/x` and `+++ b/x` as git, GNU diff, Mercurial, Subversion and people write them. */
export function diffPaths(oldHeader: string, newHeader: string): DiffPaths {
  const before = headerName(oldHeader);
  const after = headerName(newHeader);
  const one = before.isEpoch && !after.isEpoch ? null : before.name;
  const other = after.isEpoch && !before.isEpoch ? null : after.name;
  if (one === null || other === null) return { old: unprefixed(one, 'a/'), new: unprefixed(other, 'b/') };
  // The same name twice has no prefixes, even where it starts with a folder called a.
  if (one === other) return { old: one, new: other };
  if (prefixes.test(one) && prefixes.test(other) && one.charAt(0) !== other.charAt(0))
    return { old: one.slice(2), new: other.slice(2) };
  return { old: one, new: other };
}

/** The names of a `diff --git` line, where both are the same but for their prefixes. */
export function gitPaths(rest: string): DiffPaths | null {
  const quoted = /^("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")$/.exec(rest);
  if (quoted !== null) return diffPaths(quoted[1] ?? '', quoted[2] ?? '');
  const half = (rest.length - 1) / 2;
  const one = rest.slice(0, half);
  const other = rest.slice(half + 1);
  return one.replace(prefixes, '') === other.replace(prefixes, '') ? diffPaths(one, other) : null;
}

function unprefixed(name: string | null, prefix: string): string | null {
  return name?.startsWith(prefix) ? name.slice(prefix.length) : name;
}
