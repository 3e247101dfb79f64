/**
 * Files of conda and pixi, read for what they take from PyPI: the `pip:` list of an environment, and the entries of pip and pypi in
 * conda-lock.yml (https://conda.github.io/conda-lock/), pixi.toml and pixi.lock (https://pixi.sh/latest/reference/pixi_manifest/).
 */
import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { names } from '../names.ts';
import { splitRequirement, unique } from './requirement-text.ts';
import { withRef } from './uv-sources.ts';

const MAX_PACKAGES = 200_000;

export const environmentPip: ManifestReader = {
  parse(input) {
    const listed = memberOf(parseYaml(input.text, 'environment.yml', { scalars: 'text' }), 'dependencies');
    const pip = Array.isArray(listed)
      ? listed.filter(isJsonObject).flatMap(entry => memberOf(entry, 'pip'))
      : [];
    const written = pip.filter(entry => typeof entry === 'string');
    const includes = written.filter(entry => entry.startsWith('-r ')).map(entry => entry.slice(3).trim());
    const dependencies = written.flatMap(entry => {
      const parts = splitRequirement(entry);
      if (parts === null) return [];
      const { name, specifier, url, marker } = parts;
      return [
        dependency(name, specifier || null, 'runtime', { direct: true, source: url, condition: marker }),
      ];
    });
    return { dependencies: unique(dependencies), project: null, includes };
  },
};

export const condaLockPip: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'conda-lock.yml', { scalars: 'text' });
    const dependencies = objectsIn(memberOf(document, 'package'), MAX_PACKAGES).flatMap(entry => {
      const name = entry.manager === 'pip' ? textOrNull(entry.name) : null;
      if (name === null) return [];
      const sha256 = textOrNull(memberOf(entry.hash, 'sha256'));
      const category = textOrNull(entry.category);
      return [
        dependency(name, textOrNull(entry.version), category === 'dev' ? 'develop' : 'runtime', {
          integrity: sha256 === null ? null : `sha256:${sha256}`,
          condition: textOrNull(entry.platform),
        }),
      ];
    });
    return { dependencies, project: null };
  },
};

export const pixiTomlPypi: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'pixi.toml');
    const features = isJsonObject(document.feature) ? Object.entries(document.feature) : [];
    return {
      dependencies: [
        ...pypiTable(document, null),
        ...features.flatMap(([name, table]) => pypiTable(table, `feature ${name}`)),
      ],
      project: null,
    };
  },
};

export const pixiLockPypi: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'pixi.lock', { scalars: 'text' });
    const dependencies = objectsIn(memberOf(document, 'packages'), MAX_PACKAGES).flatMap(entry => {
      const place =
        textOrNull(entry.pypi) ??
        (entry.kind === 'pypi' ? (textOrNull(entry.url) ?? textOrNull(entry.path)) : null);
      const name = textOrNull(entry.name);
      if (place === null || name === null) return [];
      const sha256 = textOrNull(entry.sha256);
      return [
        dependency(name, textOrNull(entry.version), 'runtime', {
          local: place.includes('://') ? null : true,
          source: place.startsWith('https://files.pythonhosted.org/') ? null : place,
          integrity: sha256 === null ? null : `sha256:${sha256}`,
        }),
      ];
    });
    return { dependencies: unique(dependencies), project: null };
  },
};

function pypiTable(holder: unknown, condition: string | null): ManifestDependency[] {
  const table = memberOf(holder, 'pypi-dependencies');
  if (!isJsonObject(table)) return [];
  return Object.entries(table).flatMap(([written, stated]) => {
    const name = names.normalise(written);
    if (name === '') return [];
    const git = textOrNull(memberOf(stated, 'git'));
    const path = textOrNull(memberOf(stated, 'path'));
    const ref = memberOf(stated, 'rev') ?? memberOf(stated, 'tag') ?? memberOf(stated, 'branch');
    return [
      dependency(name, textOrNull(stated) ?? textOrNull(memberOf(stated, 'version')), 'runtime', {
        direct: true,
        local: path === null ? null : true,
        alias: name === written ? null : written,
        source: git === null ? (path ?? textOrNull(memberOf(stated, 'url'))) : withRef(git, ref),
        condition,
      }),
    ];
  });
}
