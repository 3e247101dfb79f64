/**
 * Pages that each belong to one licence. A page that has changed its text over time, such as `gnu.org/licenses/gpl.html`
 * (the newest version) or `opensource.org/licenses/bsd-license.php`, belongs to none.
 */
import { formatExpression, tryParseExpression } from './expression.ts';
import { canonicalLicenseId } from './identifiers.ts';

const MAX_URL_LENGTH = 500;

/** By host without `www.` and path without file ending, in lower case. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['apache.org/licenses/license-1.0', 'Apache-1.0'],
  ['apache.org/licenses/license-1.1', 'Apache-1.1'],
  ['apache.org/licenses/license-2.0', 'Apache-2.0'],
  ['boost.org/license_1_0', 'BSL-1.0'],
  ['cecill.info/licences/licence_cecill_v2-en', 'CECILL-2.0'],
  ['cecill.info/licences/licence_cecill_v2.1-en', 'CECILL-2.1'],
  ['cecill.info/licences/licence_cecill-b_v1-en', 'CECILL-B'],
  ['cecill.info/licences/licence_cecill-c_v1-en', 'CECILL-C'],
  ['creativecommons.org/publicdomain/mark/1.0', 'CC-PDM-1.0'],
  ['creativecommons.org/publicdomain/zero/1.0', 'CC0-1.0'],
  ['creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0-1.0'],
  ['dev.perl.org/licenses', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['eclipse.org/legal/epl-2.0', 'EPL-2.0'],
  ['eclipse.org/legal/epl-v10', 'EPL-1.0'],
  ['eclipse.org/legal/epl-v20', 'EPL-2.0'],
  // The Eclipse Distribution License is the three-clause BSD licence.
  ['eclipse.org/org/documents/edl-v10', 'BSD-3-Clause'],
  ['eclipse.org/org/documents/epl-2.0', 'EPL-2.0'],
  ['eclipse.org/org/documents/epl-v10', 'EPL-1.0'],
  ['glassfish.dev.java.net/public/cddlv1.0', 'CDDL-1.0'],
  ['json.org/license', 'JSON'],
  ['mit-license.org', 'MIT'],
  ['mozilla.org/en-us/mpl/1.1', 'MPL-1.1'],
  ['mozilla.org/en-us/mpl/2.0', 'MPL-2.0'],
  ['mozilla.org/media/mpl/2.0/index', 'MPL-2.0'],
  ['mozilla.org/mpl/1.1', 'MPL-1.1'],
  ['mozilla.org/mpl/2.0', 'MPL-2.0'],
  ['mozilla.org/mpl/mpl-1.1', 'MPL-1.1'],
  ['opensource.org/license/agpl-v3', 'AGPL-3.0'],
  ['opensource.org/license/isc-license-txt', 'ISC'],
  ['opensource.org/licenses/apache2.0', 'Apache-2.0'],
  ['opensource.org/licenses/artistic-license-2.0', 'Artistic-2.0'],
  ['opensource.org/licenses/bsl1.0', 'BSL-1.0'],
  ['opensource.org/licenses/cddl1', 'CDDL-1.0'],
  ['opensource.org/licenses/cpl1.0', 'CPL-1.0'],
  ['opensource.org/licenses/ecl2', 'ECL-2.0'],
  ['opensource.org/licenses/eclipse-1.0', 'EPL-1.0'],
  ['opensource.org/licenses/isc-license', 'ISC'],
  ['opensource.org/licenses/mit-license', 'MIT'],
  ['opensource.org/licenses/mozilla1.1', 'MPL-1.1'],
  ['opensource.org/licenses/qtpl', 'QPL-1.0'],
  ['opensource.org/licenses/zlib-license', 'Zlib'],
  ['unlicense.org', 'Unlicense'],
  ['wtfpl.net', 'WTFPL'],
  ['wtfpl.net/about', 'WTFPL'],
]);

/** Folders whose pages are named by SPDX identifiers. */
const ID_FOLDERS = [
  'spdx.org/licenses/',
  'opensource.org/licenses/',
  'opensource.org/license/',
  'choosealicense.com/licenses/',
];

/** The expression of a licence's page, or null when the page is not known to belong to one. */
export function urlExpression(text: string): string | null {
  if (text.length > MAX_URL_LENGTH || !/^https?:\/\//i.test(text)) return null;
  const url = parseUrl(text);
  if (url === null) return null;
  const host = url.hostname.replace(/^www\./, '');
  if (host === 'licenses.nuget.org') return nugetExpression(url.pathname.slice(1));
  const path = url.pathname.replace(/\/$/, '');
  const page = `${host}${path.replace(/(?:\.en)?\.(?:html?|php|txt|json)$/i, '')}`.toLowerCase();
  return PAGES.get(page) ?? folderId(page) ?? gnuId(page) ?? creativeCommonsId(page);
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** https://learn.microsoft.com/en-us/nuget/reference/nuspec#license: the URL that the gallery makes of an expression. */
function nugetExpression(path: string): string | null {
  try {
    const expression = tryParseExpression(decodeURIComponent(path));
    return expression === null ? null : formatExpression(expression);
  } catch {
    return null;
  }
}

function folderId(page: string): string | null {
  const folder = ID_FOLDERS.find(name => page.startsWith(name));
  if (folder === undefined) return null;
  const name = page.slice(folder.length);
  // The OSI writes `apache-2-0` and `bsd-3-clause`: only the second is an identifier.
  return canonicalLicenseId(name) ?? canonicalLicenseId(name.replace(/-(\d+)-(\d+)$/, '-$1.$2'));
}

/** https://www.gnu.org/licenses/old-licenses/old-licenses.html: the pages that carry a version. */
function gnuId(page: string): string | null {
  const match = /^gnu\.org\/licenses\/(?:old-licenses\/)?([al]?gpl|fdl)-(\d+\.\d+)(?:-standalone)?$/.exec(
    page,
  );
  return match && canonicalLicenseId(`${match[1] === 'fdl' ? 'GFDL' : match[1]}-${match[2]}`);
}

function creativeCommonsId(page: string): string | null {
  const match =
    /^creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,3}))?(?:\/(?:legalcode|deed)[a-z.-]*)?$/.exec(
      page,
    );
  return match && canonicalLicenseId(`CC-${match[1]}-${match[2]}${match[3] ? `-${match[3]}` : ''}`);
}
