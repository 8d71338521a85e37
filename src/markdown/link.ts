/** Pieces of patterns for links. No two parts that may be empty stand beside each other: a row of spaces is read once. */

export const title = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))`;
export const destination = String.raw`(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))(?:[^\s()]|\([^\s()]*\))*)`;
/** What stands between the brackets of a link or an image. */
export const target = String.raw`\(\s*(?:(?:${destination}(?:\s+${title})?|${title})\s*)?\)`;
