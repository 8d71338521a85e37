/** Languages that a rule may name, each with the endings of its files. */
export const endingsOf = {
  c: ['.c', '.h'],
  cpp: ['.cc', '.cpp', '.cxx', '.hh', '.hpp', '.hxx'],
  css: ['.css', '.scss'],
  go: ['.go'],
  html: ['.htm', '.html'],
  java: ['.java'],
  javascript: ['.cjs', '.js', '.jsx', '.mjs'],
  json: ['.json'],
  markdown: ['.md', '.mdx'],
  python: ['.py', '.pyi'],
  ruby: ['.rb'],
  rust: ['.rs'],
  shell: ['.bash', '.sh'],
  sql: ['.sql'],
  toml: ['.toml'],
  typescript: ['.cts', '.mts', '.ts', '.tsx'],
  yaml: ['.yaml', '.yml'],
} as const;

export const languageNames = Object.keys(endingsOf) as (keyof typeof endingsOf)[];
