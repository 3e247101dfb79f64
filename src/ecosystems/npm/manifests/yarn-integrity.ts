/**
 * `node_modules/.yarn-integrity`, in which yarn 1 notes what it installed: JSON whose `lockfileEntries` are the descriptors of yarn.lock with
 * the addresses of archives, and whose `topLevelPatterns` are the descriptors that the project asks for.
 */
import { isJsonObject, memberOf, textMembers } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { nameOfDescriptor, rangeOfDescriptor } from './descriptors.ts';

const VERSION = /-(\d[^/]*)\.tgz$/;

export const yarnIntegrity: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, '.yarn-integrity');
    const entries = memberOf(document, 'lockfileEntries');
    if (!isJsonObject(entries))
      throw new ManifestError('not-this-format', '.yarn-integrity: no lockfileEntries');
    const patterns = memberOf(document, 'topLevelPatterns');
    const direct = new Set(Array.isArray(patterns) ? patterns : []);
    const found = new Map<string, ManifestDependency>();
    for (const [descriptor, resolved] of textMembers(entries)) {
      const hash = resolved.lastIndexOf('#');
      const address = hash < 0 ? resolved : resolved.slice(0, hash);
      const sha1 = hash < 0 ? '' : resolved.slice(hash + 1);
      const key = `${nameOfDescriptor(descriptor)} ${resolved}`;
      const known = found.get(key);
      if (known) {
        known.direct ||= direct.has(descriptor);
        continue;
      }
      const version = address.length > 4096 ? undefined : VERSION.exec(address)?.[1];
      const one = dependency(nameOfDescriptor(descriptor), version ?? rangeOfDescriptor(descriptor), null, {
        direct: direct.has(descriptor),
        // An archive at a registry says the name twice: `name/-/name-1.0.0.tgz`.
        source: address.includes('/-/') ? null : address,
        integrity: /^[0-9a-f]{40}$/.test(sha1) ? `sha1:${sha1}` : null,
      });
      found.set(key, one);
    }
    return { dependencies: [...found.values()], project: null };
  },
};
