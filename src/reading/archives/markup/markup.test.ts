import { describe, expect, test } from 'vitest';
import { type LinkBase, type MarkupLanguage, render } from './index.ts';

const html = (text: string, language: MarkupLanguage = 'Markdown', base?: LinkBase) =>
  render(text, language, base).html;

describe('Markdown of GitHub', () => {
  test('tables, strikethrough, plain links, tasks and code', () => {
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<th>a</th>');
    expect(html('~~old~~ https://example.org/x')).toBe(
      '<p><s>old</s> <a href="https://example.org/x" rel="nofollow noopener">https://example.org/x</a></p>\n',
    );
    expect(html('- [ ] to do\n- [x] done')).toBe('<ul>\n<li>☐ to do</li>\n<li>☑ done</li>\n</ul>\n');
    expect(html('```js\n1 < 2\n```')).toBe('<pre><code class="language-js">1 &lt; 2\n</code></pre>\n');
  });

  test('plain text', () => {
    expect(render('# A & B\n\n> q\n\n* [x](https://e.org)\n* `y`\n', 'Markdown').plain).toBe(
      'A & B\n\nq\n\nx\ny',
    );
  });
});

describe('what must not pass', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa\tScript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '[x](javascript:alert(1))',
    '[x](<java\nscript:alert(1)>)',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
    '<svg onload=alert(1)><script>1</script></svg>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<style>body{display:none}</style>',
    '<p style="position:fixed">x</p>',
    '<iframe src="https://example.org"></iframe>',
    '<form action="https://example.org"><input name=q></form>',
    '<object data=x></object><embed src=x><base href="https://evil.example/"><meta http-equiv=refresh>',
    '<a id="location" name="x" class="y" onclick="z">x</a>',
    '<scr<script>ipt>alert(1)</script>',
    '<img src="x` `<script>alert(1)</script>"` `>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '"><script>alert(1)</script>',
    '<a href="https://user@example.org" target=_blank style=x>x</a>',
  ];
  const sentences: [MarkupLanguage, (attack: string) => string][] = [
    ['Markdown', attack => attack],
    ['Markdown', attack => `\`${attack}\``],
    ['HTML', attack => attack],
    ['Text', attack => attack],
    [
      'reStructuredText',
      attack =>
        `${attack}\n\n.. raw:: html\n\n   ${attack}\n\n\`x <javascript:alert(1)>\`_ **${attack}**\n\n.. image:: javascript:alert(1)`,
    ],
    [
      'AsciiDoc',
      attack =>
        `${attack}\n\n++++\n${attack}\n++++\n\nlink:javascript:alert(1)[x] *${attack}*\n\nimage::javascript:alert(1)[${attack}]\n\n+++${attack}+++`,
    ],
  ];

  test('scripts, styles, handlers, frames, forms, ids, and schemes that run', () => {
    for (const attack of attacks) {
      for (const [language, sentence] of sentences) {
        const safe = html(sentence(attack), language, { links: 'https://example.org/' });
        // What stands in tags, not what is shown as text.
        const tags = safe.match(/<[^>]*>/g) ?? [];
        for (const tag of tags) {
          expect(tag, `${language}: ${attack}`).toMatch(
            /^<\/?(?:p|pre|code|a|img|s|em|strong|blockquote|br|ul|li|h\d|mark)(?: (?:href|rel|src|alt|title|class)="[^"<>]*")*(?: \/)?>$/,
          );
          expect(tag, `${language}: ${attack}`).not.toMatch(/="(?!https:|nofollow|language-)[a-z\s]*:/i);
        }
      }
    }
  });

  test('relative links lead nowhere without a base, and from it with one', () => {
    expect(html('[a](docs/a.md) [b](#part) [c](/logout) [d](//evil.example)')).toBe(
      '<p><a>a</a> <a>b</a> <a>c</a> <a>d</a></p>\n',
    );
    const base = { links: 'https://example.org/o/r/blob/v1/', images: 'https://raw.example.org/o/r/v1/' };
    expect(html('[a](docs/a.md) ![i](i.png) [u](../../../../../x)', 'Markdown', base)).toBe(
      '<p><a href="https://example.org/o/r/blob/v1/docs/a.md" rel="nofollow noopener">a</a> ' +
        '<img src="https://raw.example.org/o/r/v1/i.png" alt="i" /> ' +
        '<a href="https://example.org/x" rel="nofollow noopener">u</a></p>\n',
    );
  });
});

describe('reStructuredText', () => {
  test('sections, lists, literal blocks, directives, links and emphasis', () => {
    const text = `=====
Title
=====

Sub
---

A **bold** *word*, \`\`co<de\`\`, :py:func:\`f\`, \`site <https://example.org/a>\`_ and named_ or \`Other One\`_.

- one
  goes on
- two

  1. inner

Code::

    x = 1 < 2

.. code-block:: python

   print()

.. note:: Careful
.. image:: https://example.org/i.png
   :alt: Logo

.. _Other One: https://example.org/other
.. include:: /etc/passwd
.. comment

===  ===
a    b
===  ===
`;
    expect(html(text, 'reStructuredText')).toBe(
      `<h1>Title</h1>
<h2>Sub</h2>
<p>A <strong>bold</strong> <em>word</em>, <code>co&lt;de</code>, <code>f</code>, <a href="https://example.org/a" rel="nofollow noopener">site</a> and named_ or <a href="https://example.org/other" rel="nofollow noopener">Other One</a>.</p>
<ul>
<li>one
goes on</li>
<li><p>two</p>
<ol>
<li>inner</li>
</ol></li>
</ul>
<p>Code:</p>
<pre><code>x = 1 &lt; 2
</code></pre>
<pre><code class="language-python">print()
</code></pre>
<blockquote>
<p><strong>Note</strong> Careful</p>
</blockquote>
<p><img src="https://example.org/i.png" alt="Logo" /></p>
<pre><code>===  ===
a    b
===  ===
</code></pre>`,
    );
  });
});

describe('AsciiDoc', () => {
  test('titles, attributes, lists, blocks, links and emphasis', () => {
    const text = `= Title
:version: 1.2
// a comment

Version {version} of *bold* _words_ and \`co<de\`, see https://example.org/a[the site] or link:b.html[b].

== Part

* one
** inner
* two

[source,ruby]
----
puts 1 < 2
----

NOTE: Careful

include::/etc/passwd[]

|===
|a |b
|===

image::https://example.org/i.png[Logo]
`;
    expect(html(text, 'AsciiDoc')).toBe(
      `<h1>Title</h1>
<p>Version 1.2 of <strong>bold</strong> <em>words</em> and <code>co&lt;de</code>, see <a href="https://example.org/a" rel="nofollow noopener">the site</a> or <a>b</a>.</p>
<h2>Part</h2>
<ul>
<li><p>one</p>
<ul>
<li>inner</li>
</ul></li>
<li>two</li>
</ul>
<pre><code class="language-ruby">puts 1 &lt; 2
</code></pre>
<blockquote>
<p><strong>NOTE</strong> Careful</p>
</blockquote>
<p>include::/etc/passwd[]</p>
<pre><code>|a |b
</code></pre>
<p><img src="https://example.org/i.png" alt="Logo" /></p>`,
    );
  });
});

describe('texts made to be slow', () => {
  const shapes = [
    'a',
    '*',
    '[',
    '(',
    '_',
    '`',
    '{',
    '<',
    '"',
    ' ',
    '\t',
    '-',
    '|',
    'a*',
    '[a](',
    '<<',
    '{a}',
    '* a\n',
    '== a\n',
    '|===\n',
    '![',
    '> ',
    '--\n',
    '====\n',
    '*a ',
    '_a ',
    '**a',
    '1. ',
    '- a\n  ',
    'http://a ',
    '<a ',
    '<div>',
    '&',
    '`a ',
    '``',
    ':a:`',
    '.. a::\n',
    'a\n=\n',
    'a::\n\n  ',
    'image:',
    'link:a[',
    '\\',
    '#',
    '~~',
    '<!--',
    '[a]: b\n',
    'a b:: c\n',
    '+-',
    '/',
  ];
  const languages: MarkupLanguage[] = ['Markdown', 'reStructuredText', 'AsciiDoc', 'HTML'];
  for (const language of languages) {
    test(`${language}: ${shapes.length} shapes of 60 kB end`, () => {
      for (const shape of shapes)
        expect(typeof html(shape.repeat(60_000 / shape.length), language)).toBe('string');
    });
  }
});
