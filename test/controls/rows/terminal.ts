import type { Control } from '../controls.ts';

/** What the terminal shows, and the page that `--keep` leaves. */
export const terminalControls: readonly Control[] = [
  {
    name: 'words of others stand in the page as markup',
    file: 'src/cli/story/page/markup.ts',
    from: 'return escapeHtml(String(value));',
    to: 'return String(value);',
    test: 'test/cli/story/page/render-page.test.ts',
    goesRed: 'a page shows hostile words as words, wherever they stand: <script>alert(1)</script>',
  },
  {
    name: 'quotes in the words of others end an attribute',
    file: 'src/cli/story/page/markup.ts',
    from: '/[&<>"\']/g',
    to: '/[&<>]/g',
    test: 'test/cli/story/page/markup.test.ts',
    goesRed: 'html escapes every value that is not markup itself',
  },
  {
    name: 'markup in a comment keeps attributes that do something',
    file: 'src/cli/story/page/sanitise-html.ts',
    from: 'allowed.includes(name) && isHarmless(name, value)',
    to: 'isHarmless(name, value)',
    test: 'test/cli/story/page/markdown.test.ts',
    goesRed:
      'renderMarkdown shows nothing of comments, scripts and styles, and no attribute that does something',
  },
  {
    name: 'markup in a comment keeps elements that do something',
    file: 'src/cli/story/page/sanitise-html.ts',
    from: 'if (!kept.has(node.tagName) || !isBox) return unwrap(node);',
    to: '',
    test: 'test/cli/story/page/markdown.test.ts',
    goesRed: 'renderMarkdown makes no element and no attribute that is not on its list, whatever it is given',
  },
  {
    name: 'a link in a comment leads anywhere',
    file: 'src/cli/story/page/sanitise-html.ts',
    from: "if (name === 'href') return /^https?:\\/\\/(?!127\\.|localhost|\\[)/i.test(value);",
    to: "if (name === 'href') return true;",
    test: 'test/cli/story/page/markdown.test.ts',
    goesRed:
      'renderMarkdown shows nothing of comments, scripts and styles, and no attribute that does something',
  },
  {
    name: 'a page of somebody else is written over',
    file: 'src/cli/story/set-up/kept-directory.ts',
    from: "if (page !== null && !page.includes(generator)) return 'page.html';",
    to: '',
    test: 'test/cli/story/set-up/kept-directory.test.ts',
    goesRed: 'the directory of --keep is not taken where it holds a page of somebody else',
  },
  {
    name: 'a data directory of somebody else is removed',
    file: 'src/cli/story/set-up/kept-directory.ts',
    from: "['repo.git', 'data']",
    to: "['repo.git']",
    test: 'test/cli/story/set-up/kept-directory.test.ts',
    goesRed: 'the directory of --keep is not taken where it holds a data of somebody else',
  },
  {
    name: 'an approval is given again and again',
    file: 'src/cli/story/approver.ts',
    from: ' || approved.has(last.version)',
    to: '',
    test: 'test/cli/story/approver.test.ts',
    goesRed: 'createApprover says yes once to each plan and patch that waits for a person',
  },
  {
    name: 'nobody is told what is waited for',
    file: 'src/cli/story/narrator.ts',
    from: 'now() - lastAt < quietMs',
    to: 'now() >= 0',
    test: 'test/cli/story/narrator.test.ts',
    goesRed: 'a narrator says every ten seconds of silence what is being waited for, and for how long',
  },
  {
    name: 'a line of progress is as long as what it tells',
    file: 'src/cli/story/progress.ts',
    from: '.flatMap((line) => wrap(line, columns - indent))',
    to: '.flatMap((line) => [line])',
    test: 'test/cli/story/progress.test.ts',
    goesRed: 'progress is at most 100 columns wide, whatever it tells',
  },
];
