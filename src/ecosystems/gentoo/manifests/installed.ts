/**
 * An installed package of Portage, https://wiki.gentoo.org/wiki//var/db/pkg: a folder CATEGORY/NAME-VERSION, of which the file PF holds the
 * last part.
 */
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { splitFile } from '../cache-entry.ts';

export const installed: ManifestReader = {
  parse(input) {
    const found = splitFile(input.text.slice(0, 500).trim());
    if (found === null) throw new ManifestError('not-this-format', 'no name and version in it');
    const category = input.path.split('/').at(-3);
    const name = category ? `${category}/${found.name}` : found.name;
    return {
      dependencies: [dependency(name, found.version, null)],
      project: { name, version: found.version, license: null },
    };
  },
};
