/**
 * What a model says in a reply of text: without the one block of thinking that some servers leave at its beginning. What
 * stands in it was weighed, not said. Null: the reply ends within it, and says nothing. What is recorded stays the whole.
 */
export function spoken(text: string): string | null {
  const opened = /^\s*<(think|thinking|reasoning)>/i.exec(text);
  if (!opened) return text;
  const [open, name = ''] = opened;
  const close = new RegExp(`</${name}>`, 'ig');
  close.lastIndex = open.length;
  return close.test(text) ? text.slice(close.lastIndex).trimStart() : null;
}
