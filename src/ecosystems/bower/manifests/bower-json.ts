/** `bower.json`, https://github.com/bower/spec/blob/master/json.md: two maps of names to ranges, URLs or `owner/repo#range`. */
import { isJsonObject } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
] as const;

export const bowerJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'bower.json');
    const dependencies: ManifestDependency[] = [];
    if (!isJsonObject(document)) return { dependencies, project: null };
    for (const [section, type] of SECTIONS) {
      const entries = document[section];
      if (!isJsonObject(entries)) continue;
      for (const [name, requirement] of Object.entries(entries))
        if (name !== '' && typeof requirement === 'string')
          dependencies.push(dependency(name, requirement, type, { direct: true }));
    }
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    return {
      dependencies,
      project: {
        name: text(document.name),
        version: text(document.version),
        license: text(document.license),
      },
    };
  },
};
