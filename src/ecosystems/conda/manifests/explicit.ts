/** Explicit specifications, `conda list --explicit`: below `@EXPLICIT` the URL of a package file a line, with its MD5 behind `#`. */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { packageFile } from './match-spec.ts';

export const explicit: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let isBelow = false;
    for (const raw of linesOf(input.text)) {
      const line = raw.trim();
      if (line === '@EXPLICIT') isBelow = true;
      if (!isBelow || !line.includes('://')) continue;
      const hash = line.indexOf('#');
      const url = hash < 0 ? line : line.slice(0, hash);
      const digest = hash < 0 ? '' : line.slice(hash + 1);
      const file = packageFile(url);
      if (file === null) continue;
      const integrity =
        digest === '' ? null : `${digest.length === 64 ? 'sha256' : 'md5'}:${digest.replace(/^sha256:/, '')}`;
      dependencies.push(
        dependency(file.name, file.version, 'runtime', { source: channelOf(url), integrity }),
      );
    }
    return { dependencies, project: null };
  },
};

/** The channel that a package file lies in: without the file and the platform's folder. */
export function channelOf(url: string): string {
  const folder = url.lastIndexOf('/', url.lastIndexOf('/') - 1);
  return folder > 0 ? url.slice(0, folder) : url;
}
