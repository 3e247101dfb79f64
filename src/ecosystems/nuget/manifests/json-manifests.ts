/**
 * `project.json` of the first .NET Core (https://learn.microsoft.com/en-us/nuget/archive/project-json), `global.json`
 * (https://learn.microsoft.com/en-us/dotnet/core/tools/global-json) and the tools of a repository, `dotnet-tools.json`
 * (https://learn.microsoft.com/en-us/dotnet/core/tools/local-tools-how-to-use).
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const projectJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'project.json');
    const dependencies = packagesIn(memberOf(document, 'dependencies'), null);
    const frameworks = memberOf(document, 'frameworks');
    for (const [framework, value] of isJsonObject(frameworks) ? Object.entries(frameworks) : [])
      dependencies.push(...packagesIn(memberOf(value, 'dependencies'), framework));
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    return {
      dependencies,
      project: {
        name: text(memberOf(document, 'name')),
        version: text(memberOf(document, 'version')),
        license: null,
      },
    };
  },
};

export const globalJson: ManifestReader = {
  parse(input) {
    const sdks = memberOf(parseJsonText(input.text, 'global.json', { trailingCommas: true }), 'msbuild-sdks');
    const entries = isJsonObject(sdks) ? Object.entries(sdks) : [];
    return {
      dependencies: entries.flatMap(([name, version]) =>
        name !== '' && typeof version === 'string'
          ? dependency(name, version, 'build', { direct: true })
          : [],
      ),
      project: null,
    };
  },
};

export const dotnetTools: ManifestReader = {
  parse(input) {
    const tools = memberOf(parseJsonText(input.text, 'dotnet-tools.json'), 'tools');
    const entries = isJsonObject(tools) ? Object.entries(tools) : [];
    return {
      dependencies: entries.flatMap(([name, value]) => {
        const version = memberOf(value, 'version');
        if (name === '') return [];
        return dependency(name, typeof version === 'string' ? version : null, 'development', {
          direct: true,
        });
      }),
      project: null,
    };
  },
};

/**
 * NAME.runtimeconfig.json beside a program (https://learn.microsoft.com/en-us/dotnet/core/runtime-config/): the shared frameworks it runs on, or in
 * `includedFrameworks` those that it brings along.
 */
export const runtimeConfig: ManifestReader = {
  parse(input) {
    const options = memberOf(parseJsonText(input.text, 'runtimeconfig.json'), 'runtimeOptions');
    const one = memberOf(options, 'framework');
    const lists = ['frameworks', 'includedFrameworks'].map(key => memberOf(options, key));
    const found = new Map<string, ManifestDependency>();
    for (const framework of [one, ...lists.flatMap(list => (Array.isArray(list) ? list : []))]) {
      const [name, version] = [memberOf(framework, 'name'), memberOf(framework, 'version')];
      if (typeof name !== 'string' || name === '' || typeof version !== 'string') continue;
      found.set(`${name} ${version}`, dependency(name, version, 'framework', { direct: true }));
    }
    return { dependencies: [...found.values()], project: null };
  },
};

/** `"name": "1.0"`, or an object with `version` and with `type`: `build` for what is not needed to run, `platform`. */
function packagesIn(list: unknown, condition: string | null): ManifestDependency[] {
  if (!isJsonObject(list)) return [];
  return Object.entries(list).flatMap(([name, value]) => {
    const version = typeof value === 'string' ? value : memberOf(value, 'version');
    const target = memberOf(value, 'target');
    if (name === '') return [];
    return dependency(
      name,
      typeof version === 'string' && version !== '' ? version : null,
      memberOf(value, 'type') === 'build' ? 'development' : 'runtime',
      { direct: true, condition, local: target === 'project' ? true : null },
    );
  });
}
