/** The licence of a POM. */
import type { EffectivePom } from './effective.ts';

/** By address without scheme, `www.` and ending. */
const BY_URL: ReadonlyMap<string, string> = new Map([
  ['apache.org/licenses/license-2.0', 'Apache-2.0'],
  ['opensource.org/licenses/apache-2.0', 'Apache-2.0'],
  ['opensource.org/license/apache-2-0', 'Apache-2.0'],
  ['opensource.org/licenses/mit', 'MIT'],
  ['opensource.org/licenses/mit-license', 'MIT'],
  ['opensource.org/license/mit', 'MIT'],
  ['opensource.org/licenses/bsd-2-clause', 'BSD-2-Clause'],
  ['opensource.org/licenses/bsd-3-clause', 'BSD-3-Clause'],
  ['eclipse.org/legal/epl-v10', 'EPL-1.0'],
  ['eclipse.org/legal/epl-2.0', 'EPL-2.0'],
  ['eclipse.org/legal/epl-v20', 'EPL-2.0'],
  ['eclipse.org/org/documents/edl-v10', 'BSD-3-Clause'],
  ['mozilla.org/mpl/2.0', 'MPL-2.0'],
  ['gnu.org/licenses/lgpl-2.1', 'LGPL-2.1'],
  ['gnu.org/licenses/lgpl-3.0', 'LGPL-3.0'],
  ['gnu.org/licenses/gpl-2.0', 'GPL-2.0'],
  ['gnu.org/licenses/gpl-3.0', 'GPL-3.0'],
  ['creativecommons.org/publicdomain/zero/1.0', 'CC0-1.0'],
  ['unlicense.org', 'Unlicense'],
]);

/** What licence texts say of themselves in the head of a file. */
const IN_COMMENTS: readonly [text: string, id: string][] = [
  ['apache license, version 2.0', 'Apache-2.0'],
  ['eclipse public license v. 2.0', 'EPL-2.0'],
  ['eclipse public license v2.0', 'EPL-2.0'],
  ['eclipse public license 2.0', 'EPL-2.0'],
  ['eclipse public license v1.0', 'EPL-1.0'],
  ['eclipse public license v. 1.0', 'EPL-1.0'],
  ['eclipse public license 1.0', 'EPL-1.0'],
  ['eclipse distribution license', 'BSD-3-Clause'],
  ['the mit license', 'MIT'],
  ['mit license', 'MIT'],
];

const SPDX = 'spdx-license-identifier:';

/**
 * Names of the declared licences, joined with `,`; else what comments say: an SPDX tag, then a known licence; else the
 * licences that declared addresses are known for. Null where nothing says.
 */
export function licensesOf({ licenses, comments }: EffectivePom): string | null {
  const names = licenses.map(({ name }) => name).filter(name => name !== null);
  if (names.length > 0) return [...new Set(names)].join(',');
  const declared = inComments(comments);
  if (declared !== null) return declared;
  const known = licenses.map(({ url }) => (url === null ? undefined : BY_URL.get(plainUrl(url))));
  return [...new Set(known)].filter(id => id !== undefined).join(',') || null;
}

function inComments(comments: readonly string[]): string | null {
  for (const comment of comments) {
    const at = comment.toLowerCase().indexOf(SPDX);
    const line = at === -1 ? '' : (comment.slice(at + SPDX.length).split('\n', 1)[0] ?? '').trim();
    // An expression, and not whatever else stands in a comment.
    if (/^[A-Za-z0-9][A-Za-z0-9 .+()-]{1,200}$/.test(line)) return line;
  }
  const text = comments
    .join(' ')
    .toLowerCase()
    .replaceAll(/[\s~*#]+/g, ' ');
  return IN_COMMENTS.find(([words]) => text.includes(words))?.[1] ?? null;
}

function plainUrl(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/$/, '')
    .replace(/\.(?:txt|html|php)$/, '');
}
