import { describe, expect, it } from 'vitest';
import { headOf, newSince, readByDate } from './recent.ts';

const row = (day: string, name: string) =>
  `<tr> <td> ${day} </td> <td> <a href="../../web/packages/${name}/index.html">${name}</a> </td> <td> A\ntitle </td> </tr>\n`;
const list = (...rows: string[]) =>
  readByDate(Buffer.from(`<table><tr> <th> Date </th> </tr>${rows.join('')}</table>`));

describe('packages by date', () => {
  const before = list(row('2022-04-06', 'amp'), row('2022-04-06', 'zoo'), row('2022-04-05', 'old.one'));
  const cursor = headOf(before);

  it('are known by the names of the newest day', () => {
    expect(cursor).toBe('2022-04-06 amp,zoo');
    expect(newSince(before, null)).toEqual([]);
    expect(newSince(before, cursor)).toEqual([]);
    expect(newSince(before, '1970-01-01T00:00:00.000Z')).toEqual(['old.one', 'amp', 'zoo']);
  });

  it('give those of the same day that came later, and those of later days, oldest first', () => {
    const later = list(
      row('2022-04-07', 'zoo'),
      row('2022-04-07', 'betapart'),
      row('2022-04-06', 'amp'),
      row('2022-04-06', 'between'),
      row('2022-04-05', 'old.one'),
    );
    expect(newSince(later, cursor)).toEqual(['between', 'zoo', 'betapart']);
    expect(headOf(later)).toBe('2022-04-07 zoo,betapart');
  });

  it.each(['', '<html>', '<tr><td>2022-04-06</td><td>../x</td></tr>', '<tr><td>now</td><td>abc</td></tr>'])(
    '%j is malformed',
    html => {
      expect(() => readByDate(Buffer.from(html))).toThrow(/packages by date/);
    },
  );
});
