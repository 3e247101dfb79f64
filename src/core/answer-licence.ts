/** Which licence an answer is under: what was agreed with the account, for as long as that lasts, else what everybody has. */
import { type AnswerLicence, type Caller, DEFAULT_LICENCE, type LicenceGrant } from './access.ts';

/** Every dataset. */
const EVERYTHING = '*';

/**
 * The licence of a dataset for an account, at a moment. Of several grants that hold, the one made last counts. A grant of some
 * datasets says nothing about answers as a whole (`*`), and one that has not begun or has ended says nothing at all.
 *
 * @param dataset id of a service (`packages`, `advisories`); `*`: an answer as a whole.
 */
export function resolveLicence(
  grants: readonly LicenceGrant[],
  at: Date,
  dataset: string = EVERYTHING,
): AnswerLicence {
  let chosen: LicenceGrant | null = null;
  for (const grant of grants) {
    if (!holds(grant, at) || !grant.scope.some(glob => covers(glob, dataset))) continue;
    if (chosen === null || grant.id > chosen.id) chosen = grant;
  }
  return chosen === null ? DEFAULT_LICENCE : { spdx: chosen.spdx, url: urlOf(chosen) };
}

/** The licence of an answer of a dataset to a caller; without a caller, what everybody has. */
export function licenceFor(caller: Caller | null, dataset: string, at?: Date): AnswerLicence {
  if (caller === null) return DEFAULT_LICENCE;
  return caller.grants === undefined
    ? caller.licence
    : resolveLicence(caller.grants, at ?? new Date(), dataset);
}

/** As licenceFor, with the whole address of the text: for exports. @param siteUrl without trailing slash. */
export function licenceAt(siteUrl: string, caller: Caller | null, dataset: string): AnswerLicence {
  const { spdx, url } = licenceFor(caller, dataset);
  return { spdx, url: url.startsWith('/') ? `${siteUrl}${url}` : url };
}

function holds({ validFrom, validTo }: LicenceGrant, at: Date): boolean {
  const time = at.getTime();
  return Date.parse(validFrom) <= time && (validTo === null || time < Date.parse(validTo));
}

/** `*` stands for any characters; the dataset `*` is covered by `*` alone. */
function covers(glob: string, dataset: string): boolean {
  if (glob === EVERYTHING || glob === dataset) return true;
  if (dataset === EVERYTHING || !glob.includes('*')) return false;
  const [first = '', ...rest] = glob.split('*');
  if (!dataset.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const part of rest) {
    const found = dataset.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return dataset.length - last.length >= from && dataset.endsWith(last);
}

/** The text of an agreement is where the agreement is. */
function urlOf({ spdx, agreementUrl }: LicenceGrant): string {
  return spdx.startsWith('LicenseRef-') && agreementUrl !== null ? agreementUrl : `/licences/${spdx}`;
}
