/**
 * `gradle/verification-metadata.xml` (https://docs.gradle.org/current/userguide/dependency_verification.html): the modules that
 * a build may use, with the checksums of their files. It lists more than a build uses: plugins, and old versions.
 */
import { childOf, childrenOf, parseXml, type XmlElement } from '../../../formats/xml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

/** The strongest first. */
const ALGORITHMS = ['sha512', 'sha256', 'sha1', 'md5'] as const;

export const verificationMetadata: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    if (root.name !== 'verification-metadata')
      throw new ManifestError('not-this-format', 'the root element is not verification-metadata');
    const dependencies: ManifestDependency[] = [];
    for (const component of childrenOf(childOf(root, 'components'), 'component')) {
      const [group, name, version] = ['group', 'name', 'version'].map(key => component.attributes.get(key));
      if (!group || !name || !version) continue;
      dependencies.push(
        dependency(`${group}:${name}`, version, 'runtime', {
          integrity: integrityOf(component, name, version),
        }),
      );
    }
    return { dependencies, project: null };
  },
};

/** Of the jar where there is one, else of the first file; the POM has checksums, too. */
function integrityOf(component: XmlElement, name: string, version: string): string | null {
  const artifacts = childrenOf(component, 'artifact');
  const jar = artifacts.find(artifact => artifact.attributes.get('name') === `${name}-${version}.jar`);
  const artifact = jar ?? artifacts[0];
  for (const algorithm of ALGORITHMS) {
    const value = childOf(artifact, algorithm)?.attributes.get('value');
    if (value) return `${algorithm}:${value}`;
  }
  return null;
}
