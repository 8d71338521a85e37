/** How a page looks: the colours of the reader's system, and any width from a telephone on. */
export const styles = `
:root {
  --page: #ffffff; --soft: #f6f8fa; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --link: #0969da;
  --green: #1a7f37; --red: #d1242f; --purple: #8250df; --amber: #9a6700; --grey: #59636e;
  --added: #dafbe1; --deleted: #ffebe9; --hunk: #ddf4ff; --code: #eff1f3; --on: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --soft: #151b23; --text: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --link: #4493f8;
    --green: #3fb950; --red: #f85149; --purple: #ab7df8; --amber: #d29922; --grey: #9198a1;
    --added: #12261e; --deleted: #25171c; --hunk: #121d2f; --code: #262c36; --on: #0d1117;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
nav { padding: 12px 16px; background: var(--soft); border-bottom: 1px solid var(--line); }
main { max-width: 920px; margin: 0 auto; padding: 8px 16px 64px; }
code, pre { font: 12px/1.5 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
code { background: var(--code); border-radius: 6px; padding: 2px 5px; }
pre { background: var(--soft); border-radius: 6px; padding: 12px; margin: 0 0 12px; overflow-x: auto; overflow-wrap: normal; }
pre code { background: none; padding: 0; }
a, .ref { color: var(--link); }
.quiet, .number, time, .empty { color: var(--quiet); }
.head { border-bottom: 1px solid var(--line); margin: 32px 0 16px; }
.head h1 { font-size: 26px; font-weight: 400; line-height: 1.25; margin: 0 0 8px; }
.head p { margin: 0 0 8px; color: var(--quiet); }
.head p strong { color: var(--text); }
.state { display: inline-block; border-radius: 999px; padding: 3px 12px; margin-right: 4px; font-weight: 600;
  color: var(--on); background: var(--grey); }
.state.open, .state.pull-open { background: var(--green); }
.state.closed, .state.pull-merged { background: var(--purple); }
.state.pull-closed { background: var(--red); }
.label { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 0 8px; font-size: 12px; }
.label::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 5px; border-radius: 50%;
  background: var(--label); border: 1px solid var(--line); }
.tag { border: 1px solid var(--line); border-radius: 999px; padding: 0 6px; font-size: 12px; color: var(--quiet); }
.comment { display: flex; gap: 12px; margin: 16px 0; }
.avatar { flex: none; width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center;
  background: var(--grey); color: var(--on); font-weight: 600; }
.avatar.bot { border-radius: 8px; background: var(--purple); }
.box { flex: 1; min-width: 0; border: 1px solid var(--line); border-radius: 6px; }
.box > header { background: var(--soft); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0;
  padding: 8px 14px; color: var(--quiet); }
.box > header strong { color: var(--text); }
.body { padding: 14px; }
.event { display: flex; gap: 10px; align-items: center; margin: 12px 0 12px 42px; color: var(--quiet); }
.event > div { min-width: 0; }
.event strong { color: var(--text); }
.event .avatar { width: 22px; height: 22px; font-size: 11px; }
.event .dot { width: 22px; text-align: center; }
.event code { color: var(--text); }
.sign { font-weight: 700; }
.sign.passed, .plus { color: var(--green); }
.sign.failed, .minus { color: var(--red); }
.sign.waiting { color: var(--amber); }
.markdown > :first-child, .alert > :first-child { margin-top: 0; }
.markdown > :last-child, .alert > :last-child, .alert > :last-child > :last-child { margin-bottom: 0; }
.markdown h1, .markdown h2, .markdown h3, .markdown h4 { line-height: 1.25; margin: 20px 0 12px; font-weight: 600; }
.markdown h1 { font-size: 24px; } .markdown h2 { font-size: 20px; }
.markdown h3 { font-size: 18px; } .markdown h4 { font-size: 14px; }
.markdown p, .markdown ul, .markdown ol, .markdown blockquote, .markdown details { margin: 0 0 12px; }
.markdown ul, .markdown ol { padding-left: 2em; }
.markdown li > ul, .markdown li > ol { margin-bottom: 0; }
.markdown blockquote { border-left: 4px solid var(--line); padding: 0 14px; color: var(--quiet); }
.markdown sub { font-size: 12px; vertical-align: baseline; color: var(--quiet); }
.markdown summary { cursor: pointer; }
.scroll { overflow-x: auto; margin-bottom: 12px; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 6px 12px; text-align: left; overflow-wrap: break-word; }
th { font-weight: 600; }
tr:nth-child(2n) td { background: var(--soft); }
.alert { border-left: 4px solid var(--link); padding: 6px 14px; margin: 0 0 12px; }
.alert-title { font-weight: 600; color: var(--link); margin: 0 0 4px; }
.alert.important { border-color: var(--purple); } .alert.important .alert-title { color: var(--purple); }
.alert.tip { border-color: var(--green); } .alert.tip .alert-title { color: var(--green); }
.alert.warning { border-color: var(--amber); } .alert.warning .alert-title { color: var(--amber); }
.alert.caution { border-color: var(--red); } .alert.caution .alert-title { color: var(--red); }
.diff { padding: 0; }
.diff span { display: block; padding: 0 12px; min-width: max-content; }
.diff .added { background: var(--added); }
.diff .deleted { background: var(--deleted); }
.diff .hunk { background: var(--hunk); color: var(--quiet); }
.thread { border: 1px solid var(--line); border-radius: 6px; margin-top: 14px; overflow: hidden; }
.thread > header { padding: 8px 14px; background: var(--soft); border-bottom: 1px solid var(--line); }
.thread .diff { border-radius: 0; margin: 0; }
.said { padding: 12px 14px 0; border-top: 1px solid var(--line); }
.said > p { margin: 0 0 8px; color: var(--quiet); }
.said > p strong { color: var(--text); }
.suggestion { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 12px; overflow: hidden; }
.suggestion p { margin: 0; padding: 6px 12px; background: var(--soft); border-bottom: 1px solid var(--line); }
.suggestion .diff { margin: 0; border-radius: 0; }
.checks h2 { font-size: 20px; font-weight: 600; border-top: 1px solid var(--line); padding-top: 16px; }
.checks h3 { font-size: 14px; font-weight: 600; }
.check { margin: 0 0 12px; }
.check > header:last-child { border-bottom: 0; border-radius: 6px; }
.annotation { border-top: 1px solid var(--line); padding: 10px 14px; border-left: 4px solid var(--amber); }
.annotation.failed { border-left-color: var(--red); }
.annotation p { margin: 0 0 6px; }
.annotation pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 600px) {
  main { padding: 8px 10px 48px; }
  .comment > .avatar { display: none; }
  .event { margin-left: 0; }
}
`;
