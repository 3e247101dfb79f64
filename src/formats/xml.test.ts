/** Expected values are worked out by hand from XML 1.0, https://www.w3.org/TR/xml/. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { childOf, childrenOf, parseXml, streamElements, textOf, type XmlElement, xmlReader } from './xml.ts';

const root = (text: string | Uint8Array, entities?: Record<string, string>) =>
  parseXml(text, { entities }).root;

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(UpstreamError);
    expect((error as UpstreamError).code).toBe('malformed');
    return (error as UpstreamError).message;
  }
  throw new Error('no error');
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a tree', () => {
  it('holds names with prefixes, attributes, text, CDATA and children in order', () => {
    const { root: feed, comments } = parseXml(
      '<?xml version="1.0"?><!-- one --><a:feed xmlns:a="urn:x" lang=\'en\'>x<b n="1 &lt; 2"/>y<![CDATA[<z> & ]]><b n="2">t</b><!--two--></a:feed>',
    );
    expect(feed.name).toBe('a:feed');
    expect([...feed.attributes]).toEqual([
      ['xmlns:a', 'urn:x'],
      ['lang', 'en'],
    ]);
    expect(feed.text).toBe('xy<z> & ');
    expect(feed.children.map(({ name, text }) => [name, text])).toEqual([
      ['b', ''],
      ['b', 't'],
    ]);
    expect(feed.children[0]?.attributes.get('n')).toBe('1 < 2');
    expect(comments).toEqual([' one ', 'two']);
  });

  it('is asked by name', () => {
    const element = root('<a><b> 1 </b><c/><b>2</b><d> </d></a>');
    expect(childrenOf(element, 'b').map(({ text }) => text)).toEqual([' 1 ', '2']);
    expect(childOf(element, 'c')?.name).toBe('c');
    expect(childOf(element, 'constructor')).toBeUndefined();
    expect(childrenOf(undefined, 'b')).toEqual([]);
    expect(textOf(element, 'b')).toBe('1');
    expect(textOf(element, 'd')).toBeNull();
    expect(textOf(undefined, 'd')).toBeNull();
  });

  it('takes attributes and elements named as members of objects are', () => {
    const element = root('<a __proto__="1" constructor="2"><__proto__>x</__proto__></a>');
    expect(element.attributes.get('__proto__')).toBe('1');
    expect(element.attributes.get('constructor')).toBe('2');
    expect(textOf(element, '__proto__')).toBe('x');
  });
});

describe('entities', () => {
  it('are the five, numeric ones and those given', () => {
    expect(root('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>').text).toBe(`<>&"'A\u{1F600}`);
    expect(root('<a b="&oslash;">&oslash;</a>', { oslash: 'ø' }).text).toBe('ø');
    // What stands in for an entity is not read again.
    expect(root('<a>&amp;lt;</a>').text).toBe('&lt;');
  });

  it.each([
    '<a>&oslash;</a>',
    '<a>&constructor;</a>',
    '<a>&toString;</a>',
    '<a>&__proto__;</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>& b</a>',
    '<a>&;</a>',
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
  ])('are never others: %s', text => {
    expect(problemOf(() => root(text))).toMatch(/^XML: /);
  });

  it('of a DTD are passed over where nothing uses them', () => {
    expect(root('<!DOCTYPE a [<!ENTITY e "x"><!-- ]> -->]><a>y</a>').text).toBe('y');
  });
});

describe('encodings', () => {
  it('come from the byte order mark or the declaration', () => {
    const latin1 = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>J\u00f6rg</a>', 'latin1');
    expect(root(latin1).text).toBe('Jörg');
    expect(root(Buffer.from('\ufeff<a>Jörg</a>')).text).toBe('Jörg');
    expect(root('\ufeff<a>Jörg</a>').text).toBe('Jörg');
    expect(root(Buffer.from('\ufeff<a>Jörg</a>', 'utf16le')).text).toBe('Jörg');
    expect(root(Buffer.from('\ufeff<a>Jörg</a>', 'utf16le').swap16()).text).toBe('Jörg');
    expect(root(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>Jörg</a>')).text).toBe('Jörg');
    expect(root(Buffer.from([...Buffer.from('<a>'), 0xf6, ...Buffer.from('</a>')])).text).toBe('\ufffd');
  });

  it('that nobody knows are refused', () => {
    const text = Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>');
    expect(problemOf(() => root(text))).toBe('XML: unknown encoding klingon');
  });
});

describe('what is not well-formed', () => {
  it.each([
    '',
    ' ',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    '<a b></a>',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a><![CDATA[x</a>',
    '<a><!-- -- --></a>',
    '<a>\0</a>',
    '<a>]]></a>',
    '< a/>',
    ' <?xml version="1.0"?><a/>',
    '<!doctype html><html><body><br></body></html>',
    '<a',
    '<a b="',
    '<a>&amp',
  ])('is a typed error: %j', text => {
    problemOf(() => root(text));
  });

  it('and anything else gives a tree or a typed error', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<',
      '>',
      '&',
      ';',
      '"',
      "'",
      '=',
      '<!--',
      '-->',
      '<![CDATA[',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(text, parts => {
        try {
          parseXml(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(UpstreamError);
        }
      }),
    );
  });
});

describe('limits', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `a${i}="1"`).join(' ');

  it.each([
    ['bytes', '<a>12345678</a>', '<a>123456789</a>', { bytes: 15 }],
    ['depth', '<a><b/></a>', '<a><b><c/></b></a>', { depth: 2 }],
    ['nodes', '<a><b/><b/></a>', '<a><b/><b/><b/></a>', { nodes: 3 }],
    ['text', '<a>12<b/>34</a>', '<a>12<b>3</b>45</a>', { text: 4 }],
    ['attributes', `<a ${many(3)}/>`, `<a ${many(4)}/>`, { attributes: 3 }],
    ['token', `<a>${'x'.repeat(1000)}</a>`, `<a>${'x'.repeat(200_000)}</a>`, { token: 1000 }],
    ['token', `<a b="${'x'.repeat(1000)}"/>`, `<a b="${'x'.repeat(200_000)}"/>`, { token: 1000 }],
    ['token', `<a><!--${'x'.repeat(1000)}--></a>`, `<a><!--${'x'.repeat(200_000)}--></a>`, { token: 1000 }],
  ])('hold for %s', (_, within, beyond, limits) => {
    expect(parseXml(within, { limits }).root.name).toBe('a');
    expect(problemOf(() => parseXml(beyond, { limits }))).toMatch(/more than|larger|longer/);
  });

  it('end deep and wide documents', () => {
    expect(problemOf(() => root('<a>'.repeat(100_000)))).toMatch(/inside each other/);
    expect(problemOf(() => root(`<a ${many(200_000)}/>`))).toMatch(/attributes/);
    for (const character of ['<', '>', '&', '"', ' ', 'a', '[', '!', '-', '\n'])
      for (const start of ['', '<a>', '<a ', '<a b="', '<!--', '<![CDATA[', '<a>&', '<?x ', '<!DOCTYPE '])
        problemOf(() => root(start + character.repeat(100_000)));
  });
});

describe('a stream', () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<metadata packages="2"><package n="1"><name>grün</name><package/></package>' +
    '<other><package n="no"/></other><package n="2">&lt;</package></metadata>';

  async function read(bytes: Uint8Array, size: number): Promise<XmlElement[]> {
    const found: XmlElement[] = [];
    const isPackage = (name: string, depth: number) => name === 'package' && depth === 2;
    for await (const trees of streamElements(pieces(bytes, size), isPackage)) found.push(...trees);
    return found;
  }

  it('gives the wanted elements, however it is cut', async () => {
    for (const size of [1, 2, 3, 7, 50, 300, 10_000]) {
      const found = await read(Buffer.from(text), size);
      expect(found.map(tree => tree.attributes.get('n'))).toEqual(['1', '2']);
      expect(textOf(found[0], 'name')).toBe('grün');
      expect(found[0]?.children).toHaveLength(2);
      expect(found[1]?.text).toBe('<');
    }
  });

  it('that is cut short is malformed', async () => {
    for (const end of [0, 1, 20, 60, text.length - 1])
      await expect(read(Buffer.from(text).subarray(0, end), 16)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('counts nodes for each tree and bytes for all', async () => {
    const isItem = (name: string) => name === 'i';
    const long = Buffer.from(`<l>${'<i><n/></i>'.repeat(500)}</l>`);
    let count = 0;
    for await (const trees of streamElements(pieces(long, 100), isItem, { limits: { nodes: 2 } }))
      count += trees.length;
    expect(count).toBe(500);
    const limited = streamElements(pieces(long, 100), isItem, { limits: { bytes: 1000 } });
    await expect(
      (async () => {
        for await (const _ of limited);
      })(),
    ).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('the reader of tokens', () => {
  it('calls back in order, with depths', () => {
    const calls: unknown[] = [];
    const reader = xmlReader({
      open: (name, attributes, depth) => calls.push(['open', name, attributes.size, depth]),
      text: text => calls.push(['text', text]),
      close: (name, depth) => calls.push(['close', name, depth]),
      comment: text => calls.push(['comment', text]),
    });
    for (const part of ['<a x="1"><b>te', 'xt</b><!--c', '--></', 'a>']) reader.write(part);
    reader.end();
    expect(calls).toEqual([
      ['open', 'a', 1, 1],
      ['open', 'b', 0, 2],
      ['text', 'text'],
      ['close', 'b', 2],
      ['comment', 'c'],
      ['close', 'a', 1],
    ]);
  });
});
