/** Bytes a token: within a few per cent for Python and English. The server's own count is the truth. */
const bytesPerToken = 3.3;

/** Tokens of a text, estimated from its bytes, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / bytesPerToken);
}

/** Characters that surely fit into this many tokens of ASCII text. */
export function charactersIn(tokens: number): number {
  return Math.max(0, Math.floor(tokens * bytesPerToken));
}
