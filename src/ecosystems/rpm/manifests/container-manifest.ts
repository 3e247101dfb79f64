/**
 * var/lib/rpmmanifest/container-manifest-2 of images without rpm: the output of `rpm -qa` in columns between tabs: name,
 * version-release, times of installation and build, vendor, epoch, size, architecture, epoch number, source package.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const containerManifest: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      const columns = line.trim().split('\t');
      const [name, version] = columns;
      if (!name || !version) continue;
      const epoch = columns[5];
      const hasEpoch = epoch !== undefined && /^[1-9]\d{0,9}$/.test(epoch);
      dependencies.push(dependency(name, hasEpoch ? `${epoch}:${version}` : version, null));
    }
    return { dependencies, project: null };
  },
};
