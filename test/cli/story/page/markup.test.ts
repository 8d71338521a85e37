import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '../../../../src/cli/story/page/markup.ts';

describe('html', () => {
  it('escapes every value that is not markup itself', () => {
    const hostile = `<script>alert("1")</script> & 'x'`;
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    );
  });

  it('keeps markup, also in lists, and leaves out what is null', () => {
    const items = [html`<li>${1}</li>`, null, html`<li>${'&'}</li>`];
    expect(html`${items}${null}`.markup).toBe('<li>1</li><li>&amp;</li>');
  });

  it('escapes what an entity is made of first', () => {
    expect(escapeHtml('&lt;')).toBe('&amp;lt;');
  });
});
