/** Edits in every form that an issue may hold, and what an issue may wrap around them. */

export const before = 'def add(x, y):\n    return x - 1 + y\n';
export const after = 'def add(x, y):\n    return x + y\n';
const diff =
  '--- a/add.py\n+++ b/add.py\n@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x - 1 + y\n+    return x + y\n';
const block = 'add.py\n<<<<<<< SEARCH\n    return x - 1 + y\n=======\n    return x + y\n>>>>>>> REPLACE\n';
const v4a =
  '*** Begin Patch\n*** Update File: add.py\n@@\n-    return x - 1 + y\n+    return x + y\n*** End Patch\n';
const json = `${JSON.stringify({ file: 'add.py', before: 'x - 1 + y', after: 'x + y' })}\n`;
const whole = `${JSON.stringify({ file: 'add.py', whole: after })}\n`;

export function fence(info: string, content: string, mark = '```'): string {
  return `${mark}${info}\n${content}${mark}\n`;
}

/** Name, text. */
export const forms: readonly (readonly [string, string])[] = [
  ['a fenced diff', fence('diff', diff)],
  ['a fenced block', fence('', block)],
  ['a bare block', block],
  ['a fenced V4A patch', fence('', v4a)],
  ['a bare V4A patch', v4a],
  ['a JSON edit', fence('json', json)],
  ['a whole file', fence('json', whole)],
];

type Wrap = readonly [string, (edit: string) => string];
const around = (head: string, tail: string) => (edit: string) => `It is off.\n\n${head}${edit}${tail}\n`;
const indented = (edit: string): string => edit.replace(/^(?=.)/gm, '    ');

/** A page shows nothing of an edit in these, or some reading of it does not. */
export const hiddenWraps: readonly Wrap[] = [
  ['an attribute', around('<div title="\n', '">x</div>')],
  ['an attribute over paragraphs', around('<div title="\n\n', '\n">x</div>')],
  ['an attribute in single quotes', around("<div title='\n\n", "\n'>x</div>")],
  ['alternative text', around('<img alt="\n\n', '\n">')],
  ['alternative text within a paragraph', around("<p>\n<img alt='\n\n", "\n'>\n</p>")],
  ['an instruction to a program', around('<?\n', '?>')],
  ['an instruction over paragraphs', around('<?php\n\n', '\n?>')],
  ['character data', around('<![CDATA[\n', ']]>')],
  ['a declaration', around('<!X\n', '>')],
  ['a comment', around('<!--\n', '-->')],
  ['a comment over paragraphs', around('<!-- a\n\n', '\n-->')],
  ['a comment that an invisible character seems to end', around('<!-- --\u200b>\n\n', '\n-->')],
  ['a comment that never ends', around('<!--\n\n', '')],
  ['a style sheet', around('<style>\n\n', '\n</style>')],
  ['a script', around('<script>\n\n', '\n</script>')],
  ['a template', around('<template>\n\n', '\n</template>')],
  ['a template that never ends', around('<template>\n\n', '')],
  ['a template around many tags', around(`<template>${'<b>x</b>'.repeat(400)}\n\n`, '\n</template>')],
  ['a field of text', around('<textarea>\n\n', '\n</textarea>')],
  ['a footnote that nothing names', (edit) => `It is off.\n\n[^a]: note\n\n${indented(edit)}\n`],
  ['the title of a link', around('[a](b "\n', '")')],
  ['the title of a definition', around('[a]: b "\n', '"')],
];

/** A page shows the edit in these, whatever stands around it. */
export const shownWraps: readonly Wrap[] = [
  ['nothing', (edit) => edit],
  ['paragraphs', around('', '\nThanks.')],
  ['carriage returns', (edit) => around('', '\nThanks.')(edit).replaceAll('\n', '\r\n')],
  ['a fold', around('<details><summary>Patch</summary>\n\n', '\n</details>')],
  ['an element that says it is hidden', around('<p hidden>\n\n', '\n</p>')],
  ['an element with a style', around('<div style="display:none">\n\n', '\n</div>')],
  ['an issue form', around('### Version\n\n_No response_\n\n### Patch\n\n', '\n### Logs\n\n_No response_')],
  ['a comment that ends before', around('<!-- Say what happened -->\n\n', '')],
  ['an opened comment in code before it', around('It stops at `<!--`.\n\n', '')],
  ['an opened comment in a line before it', around('It stops at <!-- in a line.\n\n', '')],
  ['an odd backtick before', around("It says ` once, and can't.\n\n", '')],
];
