/** A nuspec, the manifest in a package: https://learn.microsoft.com/en-us/nuget/reference/nuspec */
import { UpstreamError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../formats/xml.ts';
import { clean, present } from '../families/whole-index/text.ts';

export interface Nuspec {
  /** The repository's address, as declared. */
  repository: string | null;
  /** An SPDX expression; a licence that is a file in the package is none. */
  license: string | null;
  /** What else is kept of the latest version. */
  metadata: JsonObject;
}

const LIMITS = { bytes: 8 * 1024 * 1024, depth: 30, nodes: 100_000 };

/** Null for what is no nuspec. Packages from before it was checked exist, and their other facts count all the same. */
export function readNuspec(bytes: Uint8Array): Nuspec | null {
  let root: XmlElement;
  try {
    ({ root } = parseXml(bytes, { limits: LIMITS }));
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'malformed') return null;
    throw error;
  }
  const metadata = childOf(root, 'metadata');
  if (metadata === undefined) return null;
  const license = childOf(metadata, 'license');
  const repository = childOf(metadata, 'repository');
  const types = childrenOf(childOf(metadata, 'packageTypes'), 'packageType').slice(0, 20);
  return {
    repository: clean(repository?.attributes.get('url'), 2_048),
    license: license?.attributes.get('type') === 'expression' ? clean(license.text) : null,
    metadata: present({
      repository_branch: clean(repository?.attributes.get('branch'), 200),
      repository_commit: clean(repository?.attributes.get('commit'), 200),
      license_file: license?.attributes.get('type') === 'file' ? clean(license.text, 300) : null,
      copyright: clean(textOf(metadata, 'copyright')),
      readme: clean(textOf(metadata, 'readme'), 300),
      icon: clean(textOf(metadata, 'icon'), 300),
      min_client_version: clean(metadata.attributes.get('minClientVersion'), 50),
      development_dependency: textOf(metadata, 'developmentDependency')?.toLowerCase() === 'true' || null,
      serviceable: textOf(metadata, 'serviceable')?.toLowerCase() === 'true' || null,
      package_types: types
        .map(type => clean(type.attributes.get('name'), 100))
        .filter(type => type !== null)
        .join(','),
    }),
  };
}
