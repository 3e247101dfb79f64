import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Facts, Stats } from './facts.tsx';
import { Pager, Tabs } from './navigation.tsx';
import { Rows } from './rows.tsx';
import { Table } from './table.tsx';
import { ExternalLink, statusTone } from './text.tsx';
import { Day, TimeAgo } from './time.tsx';

test('a link out is a web address or plain text', () => {
  expect(renderToString(<ExternalLink url="https://www.example.org/a/" />)).toBe(
    '<a class="wrap" href="https://www.example.org/a/" rel="nofollow ugc noopener">example.org/a</a>',
  );
  expect(renderToString(<ExternalLink url="javascript:alert(1)" />)).toBe(
    '<span class="wrap">javascript:alert(1)</span>',
  );
});

test('times are absolute where scripts do not run', () => {
  expect(renderToString(<TimeAgo at="2026-11-21T06:12:30.000Z" />)).toBe(
    '<time class="ago" datetime="2026-11-21T06:12:30.000Z" title="21 Nov 2026, 06:12 UTC">21 Nov 2026, 06:12 UTC</time>',
  );
  expect(renderToString(<Day at={null} />)).toBe('<span class="unknown">not known</span>');
});

test('unknown, zero and what does not apply read differently', () => {
  const stats = renderToString(
    <Stats
      items={[
        { label: 'Dependents', value: 0, href: '/d' },
        { label: 'Downloads', value: null },
        { label: 'Versions', value: 12_345 },
      ]}
    />,
  );
  expect(stats).toContain('<a class="stat-value" href="/d">0</a>');
  expect(stats).toContain('<dt>Downloads</dt><dd><span class="unknown">not known</span></dd>');
  expect(stats).toContain('<span class="stat-value" title="12,345">12.3k</span>');
  const facts = renderToString(
    <Facts
      items={[
        { label: 'Licence', value: null },
        { label: 'Funding', value: false },
      ]}
    />,
  );
  expect(facts).toContain('<dt>Licence</dt><dd><span class="unknown">not known</span></dd>');
  expect(facts).not.toContain('Funding');
});

test('each cell of a table knows its column, for narrow screens', () => {
  const html = renderToString(
    <Table
      caption="Versions"
      rows={[{ number: '1.0' }]}
      columns={[
        { label: 'Version', role: 'main', cell: row => row.number },
        { label: 'Licence', cell: () => 'MIT' },
      ]}
    />,
  );
  expect(html).toContain('<th scope="row">1.0</th><td data-label="Licence">MIT</td>');
  expect(html).toContain('<th scope="col">Licence</th>');
});

test('a pager leads both ways, and is not there for a single page', () => {
  const href = (page: number) => `/list?page=${page}`;
  const middle = renderToString(<Pager page={2} hasMore href={href} />);
  expect(middle).toContain('href="/list?page=1" rel="prev"');
  expect(middle).toContain('href="/list?page=3" rel="next"');
  expect(renderToString(<Pager page={1} hasMore={false} href={href} />)).toBe('');
  expect(renderToString(<Pager page={3} hasMore={false} href={href} />)).not.toContain('rel="next"');
});

test('tabs are links; an unknown count is left out, zero is not', () => {
  const html = renderToString(
    <Tabs
      label="Pages of curl"
      items={[
        { label: 'Overview', href: '/a', current: true },
        { label: 'Dependents', href: '/b', current: false, count: 0 },
        { label: 'Maintainers', href: '/c', current: false, count: null },
      ]}
    />,
  );
  expect(html).toContain('<a href="/a" aria-current="page">Overview </a>');
  expect(html).toContain('Dependents <span class="tab-count" title="0">0</span>');
  expect(html).toContain('<a href="/c">Maintainers </a>');
});

test('rows leave out what is not there', () => {
  const html = renderToString(<Rows items={[{ title: 'a', href: '/a', meta: [null, false] }]} />);
  expect(html).not.toMatch(/row-meta|row-text|badge/);
});

test('a removed package is worse than a deprecated one, and unknown words only warn', () => {
  expect(['removed', 'unpublished', 'deprecated', 'quarantined'].map(statusTone)).toEqual([
    'danger',
    'danger',
    'warn',
    'warn',
  ]);
});
