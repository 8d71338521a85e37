/**
 * What a manifest asks an installer for. Each reader answers in this shape. A reader parses its format as the installer
 * does; what it does not understand it does not pass over: that line is a person's to decide.
 */

/** Who needs it: everyone who runs the code, only those who run its tests, or neither of them (docs, linters, the build). */
export type Use = 'runtime' | 'tests' | 'other';

export type Requirement =
  | { readonly kind: 'package'; readonly name: string; readonly line: number; readonly use: Use }
  /** It comes from elsewhere than the usual index; `source` says from where. */
  | {
      readonly kind: 'source';
      readonly name: string;
      readonly line: number;
      readonly use: Use;
      readonly source: string;
    }
  /** Not plainly a name and a version; `text` is what was written. */
  | { readonly kind: 'unclear'; readonly line: number; readonly text: string };

export type Manifest =
  | {
      readonly kind: 'manifest';
      readonly requirements: readonly Requirement[];
      /** Files of requirement lines that this one reads in, as paths beside it. */
      readonly includes: readonly string[];
    }
  /** `why` is the end of a sentence. */
  | { readonly kind: 'unreadable'; readonly why: string };

export function manifestOf(requirements: readonly Requirement[], includes: readonly string[] = []): Manifest {
  return { kind: 'manifest', requirements, includes };
}

/** One name for all spellings of a package. */
export function packageName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The use of what stands in a group, or in a file, of that name. */
export function useOf(name: string): Use {
  const words = name.toLowerCase().split(/[^a-z]+/);
  if (
    words.some((word) =>
      /^(?:docs?|documentation|sphinx|lint|linters?|linting|format|build|release|constraints?|overrides?)$/.test(
        word,
      ),
    )
  )
    return 'other';
  return words.some((word) => /^(?:tests?|testing|dev|develop|development|ci|qa)$/.test(word))
    ? 'tests'
    : 'runtime';
}
