/** `composer.json`, https://getcomposer.org/doc/04-schema.md. What the machine must provide (`php`, `ext-json`) is listed too. */
import { isJsonObject, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const SECTIONS = [
  ['require', 'runtime'],
  ['require-dev', 'development'],
] as const;

export const composerJson: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const document = parseJsonText(input.text, 'composer.json');
    if (!isJsonObject(document)) return { dependencies, project: null };
    for (const [section, type] of SECTIONS)
      for (const [name, constraint] of textMembers(document[section]))
        dependencies.push(dependency(name, constraint, type, { direct: true }));
    return {
      dependencies,
      project: {
        name: textOrNull(document.name),
        version: textOrNull(document.version),
        license: licenseOf(document.license),
      },
    };
  },
};

/** Of a list any may be chosen: https://getcomposer.org/doc/04-schema.md#license */
function licenseOf(value: unknown): string | null {
  if (!Array.isArray(value)) return textOrNull(value);
  return value.map(textOrNull).filter(Boolean).join(' OR ') || null;
}
