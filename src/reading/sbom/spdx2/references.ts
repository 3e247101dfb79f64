/** Where a package comes from and what is known of it elsewhere: purl, CPE, home page, download location, other references. */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomComponent, SbomReference } from '../model.ts';
import type { Group } from '../overlay.ts';
import { objectsOf, own, wordIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';
import { NO_ASSERTION, NONE } from './license.ts';

/** Types of CycloneDX that SPDX has a type for under SECURITY. */
const SECURITY = new Map([
  ['advisories', 'advisory'],
  ['security-contact', 'security-contact'],
]);
const VCS = /^(?:git|hg|svn|bzr)(?:\+[a-z]+)?:/;

/** 2.2 writes the categories with `_` in JSON; the names of 2.3 are those of the model. */
const categoryOf = (value: unknown) => (wordIn(value) ?? 'OTHER').toUpperCase().replaceAll('_', '-');

interface Known {
  purl: string | null;
  cpe: string | null;
  references: SbomReference[];
}

export const referencesOfPackage: Group<SbomComponent, Spdx2Context> = {
  fields: ['purl', 'cpe', 'references'],
  members: ['downloadLocation', 'homepage', 'externalRefs'],
  read(node): Known {
    const out: Known = { purl: null, cpe: null, references: [] };
    const location = locationIn(node, 'downloadLocation');
    if (location !== null)
      out.references.push({
        type: VCS.test(location) ? 'vcs' : 'distribution',
        url: location,
        comment: null,
      });
    const homepage = locationIn(node, 'homepage');
    if (homepage !== null) out.references.push({ type: 'website', url: homepage, comment: null });
    for (const each of objectsOf(own(node, 'externalRefs'))) readExternalRef(each, out);
    return out;
  },
  write({ purl, cpe, references }, context, native) {
    const rest = [...references];
    const take = (fits: (reference: SbomReference) => boolean): string | null => {
      const index = rest.findIndex(each => each.comment === null && fits(each));
      return index === -1 ? null : (rest.splice(index, 1)[0]?.url ?? null);
    };
    const download =
      take(each => each.type === 'distribution') ?? take(each => each.type === 'vcs' && VCS.test(each.url));
    const homepage = take(each => each.type === 'website');
    const externalRefs = [
      ...(purl === null ? [] : [externalRef('PACKAGE-MANAGER', 'purl', purl, null)]),
      ...(cpe === null
        ? []
        : [externalRef('SECURITY', cpe.startsWith('cpe:2.3:') ? 'cpe23Type' : 'cpe22Type', cpe, null)]),
      ...rest.map(each => writeReference(each, context)),
    ];
    return {
      downloadLocation: download ?? (native?.downloadLocation === NONE ? NONE : NO_ASSERTION),
      homepage,
      externalRefs: externalRefs.length > 0 ? externalRefs : undefined,
    };
  },
};

function locationIn(node: JsonDocument, member: string): string | null {
  const text = wordIn(own(node, member));
  return text === null || text === NO_ASSERTION || text === NONE ? null : text;
}

function readExternalRef(node: JsonDocument, out: Known): void {
  const url = wordIn(own(node, 'referenceLocator'));
  if (url === null) return;
  const category = categoryOf(own(node, 'referenceCategory'));
  const full = wordIn(own(node, 'referenceType')) ?? '';
  const type = full.slice(full.lastIndexOf('/') + 1);
  const comment = wordIn(own(node, 'comment'));
  if (type === 'purl' && out.purl === null && comment === null) out.purl = url;
  else if ((type === 'cpe23Type' || type === 'cpe22Type') && out.cpe === null && comment === null)
    out.cpe = url;
  else if (category === 'SECURITY' && type === 'advisory')
    out.references.push({ type: 'advisories', url, comment });
  else if (category === 'OTHER' && /^[a-z][a-z-]*$/.test(full))
    out.references.push({ type: full, url, comment });
  else out.references.push({ type: `spdx:${category}:${full}`, url, comment });
}

function writeReference({ type, url, comment }: SbomReference, context: Spdx2Context): JsonDocument {
  if (type.startsWith('spdx:')) {
    const [, category = 'OTHER', ...rest] = type.split(':');
    return externalRef(category, rest.join(':'), url, comment);
  }
  const security = SECURITY.get(type);
  if (security === 'advisory') return externalRef('SECURITY', security, url, comment);
  context.lose('externalReferences', 'SPDX has no category for it: written as OTHER', type);
  return externalRef('OTHER', type, url, comment);
}

function externalRef(category: string, type: string, locator: string, comment: string | null): JsonDocument {
  return {
    referenceCategory: category,
    referenceType: type,
    // A locator has no white space: tag-value could not be read otherwise.
    referenceLocator: locator.trim().replace(/\s/g, encodeURIComponent),
    ...(comment === null ? {} : { comment }),
  };
}
