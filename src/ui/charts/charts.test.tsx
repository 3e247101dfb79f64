import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { BarChart } from './bar-chart.tsx';
import { BubbleField } from './bubble-field.tsx';
import { HBarChart } from './hbar-chart.tsx';
import { packCircles } from './pack-circles.ts';
import { ScatterChart, type Spot } from './scatter-chart.tsx';
import { StackedBars } from './stacked-bars.tsx';

const frame = { id: 'c', title: 'Releases', description: 'Two in all.' };
const numbers = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(match => Number(match[1]));

describe('bars', () => {
  const html = renderToString(
    <BarChart
      {...frame}
      unit="release"
      labelName="quarter"
      bars={[
        { label: '2025 Q1', value: 10 },
        { label: '2025 Q2', value: 0, tick: null },
        { label: '2025 Q3', value: 5 },
      ]}
    />,
  );
  test('are as high as their values are to each other, and stand on one line', () => {
    const heights = numbers(html, /<rect [^>]*height="([\d.]+)"/g);
    const tops = numbers(html, /<rect [^>]*y="([\d.]+)"/g);
    expect(heights).toHaveLength(2);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 1);
    expect((tops[0] ?? 0) + (heights[0] ?? 0)).toBeCloseTo((tops[1] ?? 0) + (heights[1] ?? 0), 5);
  });
  test('name and describe themselves, and say the same as a table', () => {
    expect(html).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(html).toContain('<title id="c-title">Releases</title><desc id="c-desc">Two in all.</desc>');
    expect(html).toContain('<tr><td>2025 Q1</td><td>10</td></tr>');
    expect(html).toContain('<title>2025 Q3: 5 releases</title>');
  });
  test('have whole numbers at their side and no label where none is wanted', () => {
    const one = renderToString(
      <BarChart {...frame} unit="release" labelName="month" bars={[{ label: 'a', value: 1 }]} />,
    );
    expect(one).not.toMatch(/>0\.\d/);
    expect(html).not.toContain('>2025 Q2<');
  });
  test('a tiny value among large ones can still be seen', () => {
    const bars = [
      { label: 'a', value: 1 },
      { label: 'b', value: 100_000 },
    ];
    const heights = numbers(
      renderToString(<BarChart {...frame} unit="release" labelName="year" bars={bars} />),
      /<rect [^>]*height="([\d.]+)"/g,
    );
    expect(Math.min(...heights)).toBeGreaterThan(1);
  });
});

test('horizontal bars are as long as their values are to the largest', () => {
  const html = renderToString(
    <HBarChart
      {...frame}
      unit="package"
      labelName="Kind"
      bars={[
        { label: 'depends', value: 200 },
        { label: 'suggests', value: 50 },
      ]}
    />,
  );
  expect(numbers(html, /class="mark" [^>]*width="([\d.]+)%"/g)).toEqual([100, 25]);
});

describe('scatter', () => {
  const spot = (x: number, y: number, more: Partial<Spot> = {}): Spot => ({
    x,
    y,
    count: 1,
    label: `${x}/${y}`,
    ...more,
  });
  const html = renderToString(
    <ScatterChart
      {...frame}
      xName="maintainer"
      yName="rank"
      spots={[spot(1, 0, { href: '/a' }), spot(4, 2), spot(20, 30, { count: 9 })]}
    />,
  );
  test('more maintainers lie to the right, better ranks higher, more things are larger', () => {
    const xs = numbers(html, /<circle cx="([\d.]+)%"/g);
    const ys = numbers(html, /<circle [^>]*cy="([\d.]+)"/g);
    const rs = numbers(html, /<circle [^>]*r="([\d.]+)"/g);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(3);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    expect(rs[2]).toBeGreaterThan(rs[0] ?? 0);
    expect(Math.max(...xs)).toBeLessThanOrEqual(100);
  });
  test('a single maintainer stands out, and a spot with an address is a link', () => {
    expect(html.match(/spot-sole/g)?.length).toBe(1);
    expect(html).toContain('<a href="/a" aria-label="1/0">');
  });
});

describe('circles', () => {
  test('never overlap, and the first is in the middle', () => {
    const radii = [90, 60, 55, 50, 40, 30, 20, 20, 20, 10, 10, 7, 7, 7, 7];
    const circles = packCircles(radii, 5);
    expect(circles[0]).toEqual({ x: 0, y: 0, r: 90 });
    for (const [index, a] of circles.entries()) {
      expect(a.r).toBe(radii[index]);
      for (const b of circles.slice(index + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(a.r + b.r + 5);
      }
    }
  });
  test('the field has a link with the exact number for each, and names only those with room', () => {
    const html = renderToString(
      <BubbleField
        label="Most used"
        unit="dependent"
        bubbles={[
          { label: 'small-one', value: 10, href: '/s' },
          { label: 'big', value: 21_842, href: '/b' },
        ]}
      />,
    );
    expect(html).toContain('<a href="/b" aria-label="big: 21,842 dependents">');
    expect(html).toMatch(/<text[^>]*>big<\/text>/);
    expect(html).not.toMatch(/<text[^>]*>small-one<\/text>/);
  });
});

describe('stacked bars', () => {
  const html = renderToString(
    <StackedBars
      {...frame}
      labelName="Day"
      series={['from memory', 'computed']}
      bars={[
        { label: '1 March', values: [30, 10] },
        { label: '2 March', values: [0, 0] },
        { label: '3 March', values: [0, 20] },
      ]}
    />,
  );
  test('parts stand on each other, in proportion, and nothing is drawn for nothing', () => {
    const rects = [...html.matchAll(/<rect class="(series-\d)"[^>]*y="([\d.]+)" height="([\d.]+)"/g)];
    const [low, high, alone] = rects.map(([, , y, height]) => ({ y: Number(y), height: Number(height) }));
    expect(rects.map(match => match[1])).toEqual(['series-0', 'series-1', 'series-1']);
    expect((high?.y ?? 0) + (high?.height ?? 0)).toBeCloseTo(low?.y ?? 0, 1);
    expect((low?.height ?? 0) / (high?.height ?? 1)).toBeCloseTo(3, 1);
    expect((alone?.height ?? 0) / (high?.height ?? 1)).toBeCloseTo(2, 1);
  });
  test('every colour has its name, and the table a column for it', () => {
    expect(html).toContain('<span class="swatch series-1"></span>computed');
    expect(html).toContain('<th scope="col">from memory</th><th scope="col">computed</th>');
    expect(html).toContain('<tr><td>1 March</td><td>30</td><td>10</td></tr>');
  });
});
