import { unzipSync } from 'fflate';

/** An artifact above this size is not read. */
export const maxZipBytes = 32 * 1024 * 1024;
const most = { unzipped: 64 * 1024 * 1024, files: 200 };

/**
 * XML files of a zip, in memory: its names go nowhere near a disk, and it cannot unfold without bound. All of them or
 * none: the one left out might be the one that fails.
 */
export function xmlFiles(zip: Uint8Array): Uint8Array[] | 'too-large' | 'ambiguous' {
  let total = 0;
  let count = 0;
  const isSmall = (): boolean => count <= most.files && total <= most.unzipped;
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.xml')) return false;
        count += 1;
        total += originalSize;
        return isSmall();
      },
    });
    // Two of one name: the first would be lost.
    if (isSmall() && Object.keys(files).length < count) return 'ambiguous';
    return isSmall() ? Object.values(files) : 'too-large';
  } catch {
    return [];
  }
}
