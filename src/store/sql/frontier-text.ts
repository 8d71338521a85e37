/** The peaks of a frontier as one text column: hex hashes, largest subtree first, a comma between them. */
export function formatPeaks(peaks: readonly Uint8Array[]): string {
  return peaks.map((peak) => Buffer.from(peak).toString('hex')).join(',');
}

export function parsePeaks(text: string): Uint8Array[] {
  return text === '' ? [] : text.split(',').map((peak) => Buffer.from(peak, 'hex'));
}
