import type { Control } from '../controls.ts';

/** Landing never guesses, lands whole, and reads what was cut off as cut off. */
export const landingControls: readonly Control[] = [
  {
    name: 'fuzz in landing: the short way takes the first of two places',
    file: 'src/patch/land/splice-bytes.ts',
    from: '  return file.includes(block, at) ? null : at;',
    to: '  return at;',
    test: 'test/patch/land/splice-bytes.test.ts',
    goesRed: 'the short way of landing is not taken where the block stands twice',
  },
  {
    name: 'the short way of landing takes a file of mixed line endings for one of carriage returns',
    file: 'src/patch/land/splice-bytes.ts',
    from: "  return isNewlineAlone(file) ? null : '\\r\\n';",
    to: "  return '\\r\\n';",
    test: 'test/patch/land/splice-bytes.test.ts',
    goesRed: 'the short way of landing is not taken where some lines only end with a carriage return',
  },
  {
    name: 'fuzz in landing: the first of two places is taken',
    file: 'src/patch/land/choose-places.ts',
    from: '    if (place === undefined || second !== undefined) return',
    to: '    if (place === undefined || second === null) return',
    test: 'test/patch/land/land.test.ts',
    goesRed: 'landing a hunk refuses a block that stands twice, naming both places',
  },
  {
    name: 'the order of hunks beats a line number that names a place exactly',
    file: 'src/patch/land/choose-places.ts',
    from: 'return places.length < 2 || hunk === undefined ? places : narrowByHeader(file, hunk, places);',
    to: 'return places;',
    test: 'test/patch/land/land.test.ts',
    goesRed:
      'landing a hunk refuses when the number points at a place that the order of hunks does not leave',
  },
  {
    name: 'a place is taken that the order of hunks does not leave',
    file: 'src/patch/land/choose-places.ts',
    from: '    if (all.length < 2 || fits(headed)) continue;\n',
    to: '    if (all.length < 99 || fits(headed)) continue;\n',
    test: 'test/patch/land/land.test.ts',
    goesRed:
      'landing a hunk refuses when the number points at a place that the order of hunks does not leave',
  },
  {
    name: 'fuzz in landing: a block of text is put where it stands first',
    file: 'src/patch/land/block.ts',
    from: '  if (second >= 0) {',
    to: '  if (second < -1) {',
    test: 'test/patch/land/land-bytes.test.ts',
    goesRed: 'landing an edit names both places of a block of text that stands twice',
  },
  {
    name: 'fuzz in landing: any heading settles a V4A block',
    file: 'src/patch/land/narrow-by-headings.ts',
    from: '  if (heading === undefined || !text.startsWith(heading)) return false;\n',
    to: '  if (heading === undefined) return false;\n',
    test: 'test/patch/parse/v4a.test.ts',
    goesRed:
      'a block of a V4A patch that stands twice is refused with its places where no heading settles it',
  },
  {
    name: 'a V4A patch without its end is taken for whole',
    file: 'src/patch/parse/v4a.ts',
    from: "=== '*** End Patch') return at;\n  return -1;",
    to: "=== '*** End Patch') return at;\n  return lines.length;",
    test: 'test/patch/parse/v4a.test.ts',
    goesRed: 'a V4A patch is refused for no end',
  },
  {
    name: 'a patch lands half',
    file: 'src/patch/land/land.ts',
    from: "    if (result.kind === 'refused') return { ...result, path: edit.path };\n",
    to: "    if (result.kind === 'refused' && touched.size > 0) break;\n    if (result.kind === 'refused') return { ...result, path: edit.path };\n",
    test: 'test/bench/patches/scenarios.test.ts',
    goesRed:
      'the scenarios of a patch format pass, are refused whole where half is expected, or differ; each is told',
  },
  {
    name: 'a whole file is taken although it leaves lines out',
    file: 'src/patch/land/elision.ts',
    from: '  return gaps.find((line) => !known.has(line))?.trim() ?? null;',
    to: '  return gaps.find((line) => line !== line && !known.has(line))?.trim() ?? null;',
    test: 'test/patch/parse/edits.test.ts',
    goesRed: 'the edits of a reply are refused where a whole file says "# ..." for lines that stand there',
  },
  {
    name: 'reading many blocks takes time that grows with the square of them',
    file: 'src/patch/parse/search-replace.ts',
    from: '  return indexFrom(lines, start, (line) => opening.test(line));',
    to: '  const next = lines.slice(start).findIndex((line) => opening.test(line));\n  return next < 0 ? -1 : start + next;',
    test: 'test/patch/land/hostile.test.ts',
    goesRed:
      'reading a reply of many tiny parts takes no time that grows with the square of them: blocks under one path',
  },
  {
    name: 'a diff in the second line is taken for a bare one',
    file: 'src/patch/parse/edits.ts',
    from: '  if (startsDiff(rest, 0) || ',
    to: '  if (looksLikeDiff(rest.slice(0, 2)) || ',
    test: 'test/patch/parse/edits.test.ts',
    goesRed: 'the edits of a reply are read from a fenced diff of git and nothing else',
  },
  {
    name: 'the work of landing has no bound',
    file: 'src/patch/land/hunks.ts',
    from: "    if (effort.left < 0) return refused('too-much', sentences['too-much'](path));\n",
    to: '',
    test: 'test/patch/land/hostile.test.ts',
    goesRed: 'the effort of landing is refused in a sentence when it is spent',
  },
];
