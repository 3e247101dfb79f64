import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const sheets = readdirSync(folder)
  .filter(name => name.endsWith('.css'))
  .map(name => readFileSync(new URL(name, folder), 'utf8'));
const tokens = readFileSync(new URL('tokens.css', folder), 'utf8');

/** Colours by token: of the light theme, and of the dark one where it has its own. */
function theme(name: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = tokens.split('prefers-color-scheme: dark');
  const read = (text: string) =>
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(m => [m[1], m[2]] as [string, string]);
  return new Map(name === 'light' ? read(light) : [...read(light), ...read(dark)]);
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('the formula gives what the standard says of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

describe.each(['light', 'dark'] as const)('%s', name => {
  const colours = theme(name);
  const of = (token: string) => {
    const colour = colours.get(token);
    if (!colour) throw new Error(`no token ${token}`);
    return colour;
  };

  // WCAG 2.2, 1.4.3: text of ordinary size.
  test.each([
    ['ink', 'ground'],
    ['ink', 'surface'],
    ['ink', 'sunken'],
    ['ink', 'accent-soft'],
    ['ink', 'warn-soft'],
    ['ink', 'danger-soft'],
    ['muted', 'ground'],
    ['muted', 'surface'],
    ['muted', 'sunken'],
    ['accent', 'ground'],
    ['accent', 'surface'],
    ['accent', 'accent-soft'],
    ['accent', 'warn-soft'],
    ['accent-ink', 'accent'],
    ['warn', 'warn-soft'],
    ['danger', 'danger-soft'],
  ])('%s on %s can be read', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  // WCAG 2.2, 1.4.11: what one has to see to use or understand the page.
  test.each([
    ['line-strong', 'ground'],
    ['line-strong', 'surface'],
    ['mark', 'ground'],
    ['mark-hot', 'ground'],
  ])('%s on %s can be seen', (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});

test('all styles together stay small', () => {
  expect(sheets.join('').length).toBeLessThan(34_000);
});

test('every custom property that is used is defined', () => {
  const text = sheets.join('');
  const defined = new Set([...text.matchAll(/(--[a-z-]+):/g)].map(match => match[1]));
  const used = new Set([...text.matchAll(/var\((--[a-z-]+)\)/g)].map(match => match[1]));
  expect([...used].filter(name => !defined.has(name))).toEqual([]);
});

test('nothing is loaded from elsewhere', () => {
  expect(sheets.join('')).not.toMatch(/url\(|@import/);
});
