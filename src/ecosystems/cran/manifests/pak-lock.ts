/** `pkg.lock`, https://pak.r-lib.org/reference/lockfile_create.html: an array of packages, of which some are asked for directly. */
import { memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { lockedGraph } from './locked-graph.ts';

const MAX_PACKAGES = 100_000;
/** Types of references that lead to CRAN. */
const PUBLIC = new Set(['cran', 'standard']);

export const pakLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'pkg.lock');
    const listed = memberOf(document, 'packages');
    if (!Array.isArray(listed)) throw new ManifestError('not-this-format', 'no packages');
    const packages = objectsIn(listed, MAX_PACKAGES).filter(entry => textOrNull(entry.package) !== null);
    const dependencies = packages.map(({ package: name, version, direct, type, ref, sha256 }) =>
      dependency(name as string, textOrNull(version), 'runtime', {
        direct: typeof direct === 'boolean' ? direct : null,
        local: type === 'local' ? true : null,
        source: PUBLIC.has(String(type)) ? null : textOrNull(ref),
        integrity: textOrNull(sha256) === null ? null : `sha256:${sha256}`,
      }),
    );
    const locked = () =>
      packages.map(({ package: name, version, dependencies: required }) => ({
        name: name as string,
        version: textOrNull(version),
        requires: Array.isArray(required) ? required.filter(one => typeof one === 'string') : [],
      }));
    const roots = packages.filter(({ direct }) => direct === true).map(entry => entry.package as string);
    return { dependencies, project: null, graph: () => lockedGraph(locked(), roots) };
  },
};
