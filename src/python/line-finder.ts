/** Lines by their place in a source, from 1. */
export function lineFinder(source: string): (at: number) => number {
  const ends: number[] = [];
  for (let index = source.indexOf('\n'); index >= 0; index = source.indexOf('\n', index + 1))
    ends.push(index);
  return (at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
