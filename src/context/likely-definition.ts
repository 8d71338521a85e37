/** For ranking alone, on bytes: python/outline says what a file really defines. */
const [newline, tab, space] = Buffer.from('\n\t ');
const [f, s] = Buffer.from('fs');
const keyword = /(?:async def|def|class) $/u;

/** Whether the word at an offset is the name of a Python class or function that is defined there. */
export function isLikelyDefinition(bytes: Buffer, at: number): boolean {
  // Nearly always this is enough to say no.
  const end = bytes[at - 2];
  if (bytes[at - 1] !== space || (end !== f && end !== s)) return false;
  const found = keyword.exec(bytes.toString('latin1', Math.max(0, at - 10), at));
  if (found === null) return false;
  let before = at - found[0].length - 1;
  while (bytes[before] === space || bytes[before] === tab) before -= 1;
  return before < 0 || bytes[before] === newline;
}
