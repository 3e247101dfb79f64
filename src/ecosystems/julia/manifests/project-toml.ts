/** `Project.toml`, https://pkgdocs.julialang.org/v1/toml-files/#Project.toml. */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const projectToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'Project.toml');
    const sources = tableOf(document.sources);
    const dependencies: ManifestDependency[] = Object.keys(tableOf(document.deps)).map(name =>
      of(name, 'runtime', sources),
    );
    // What is in `[extras]` counts for the targets that name it.
    const extras = tableOf(document.extras);
    for (const [target, listed] of Object.entries(tableOf(document.targets)))
      for (const name of Array.isArray(listed) ? listed : [])
        if (typeof name === 'string' && Object.hasOwn(extras, name))
          dependencies.push(of(name, target, sources));
    for (const name of Object.keys(tableOf(document.weakdeps)))
      dependencies.push({ ...of(name, 'weak', sources), optional: true });
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    const project = {
      name: text(document.name),
      version: text(document.version),
      license: text(document.license),
    };
    return {
      dependencies: dependencies.filter(({ name }) => name !== ''),
      project: project.name === null && project.version === null ? null : project,
    };
  },
};

function of(name: string, type: string, sources: JsonDocument): ManifestDependency {
  const stated = Object.hasOwn(sources, name) ? sources[name] : undefined;
  const [path, url, rev] = ['path', 'url', 'rev'].map(key => memberOf(stated, key));
  if (typeof path === 'string')
    return dependency(name, null, type, { direct: true, local: true, source: path });
  const source = typeof url !== 'string' ? null : typeof rev === 'string' ? `${url}#${rev}` : url;
  return dependency(name, null, type, { direct: true, source });
}

function tableOf(value: unknown): JsonDocument {
  return isJsonObject(value) ? value : {};
}
