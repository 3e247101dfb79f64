/** `pixi.lock`, https://pixi.sh/latest/workspace/lockfile/ (versions 4 to 6): the package files of conda that any environment holds. */
import { type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { channelOf } from './explicit.ts';
import { type Installed, installedGraph } from './installed-graph.ts';
import { matchSpec, packageFile } from './match-spec.ts';

const MAX_PACKAGES = 200_000;
const PUBLIC = 'https://conda.anaconda.org/conda-forge';

export const pixiLock: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'pixi.lock', { scalars: 'text' });
    const packages = objectsIn(memberOf(document, 'packages'), MAX_PACKAGES).flatMap(entry => {
      // Version 4 says `kind: conda` and `url`.
      const url = textOrNull(entry.conda) ?? (entry.kind === 'conda' ? textOrNull(entry.url) : null);
      const file = url === null ? null : packageFile(url);
      const name = textOrNull(entry.name) ?? file?.name ?? null;
      return url === null || name === null
        ? []
        : [{ entry, url, name, version: textOrNull(entry.version) ?? file?.version ?? null }];
    });
    const dependencies = packages.map(({ entry, url, name, version }) => {
      const channel = channelOf(url);
      return dependency(name, version, 'runtime', {
        source: channel === PUBLIC ? null : channel,
        integrity: hashOf(entry),
        condition: platformOf(url),
      });
    });
    const installed = (): Installed[] =>
      packages.map(({ entry, url, name, version }) => ({
        name,
        version,
        platform: platformOf(url),
        requires: requiredOf(entry),
      }));
    return { dependencies, project: null, graph: () => installedGraph(installed()) };
  },
};

function hashOf({ sha256, md5 }: JsonDocument): string | null {
  if (textOrNull(sha256) !== null) return `sha256:${sha256}`;
  return textOrNull(md5) === null ? null : `md5:${md5}`;
}

/** The folder that a package file lies in: `linux-64`, `noarch`. */
function platformOf(url: string): string | null {
  return url.split('/').at(-2) || null;
}

function requiredOf({ depends }: JsonDocument): string[] {
  if (!Array.isArray(depends)) return [];
  return depends.flatMap(spec => (typeof spec === 'string' ? (matchSpec(spec, '')?.name ?? []) : []));
}
