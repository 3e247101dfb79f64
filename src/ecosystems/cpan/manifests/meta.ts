/**
 * META.json, https://metacpan.org/pod/CPAN::Meta::Spec, and META.yml of version 1.4,
 * https://metacpan.org/dist/CPAN-Meta/view/lib/CPAN/Meta/History/Meta_1_4.pod: what is required. What is only recommended or suggested is
 * left out.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { parseYamlObject } from '../../../formats/yaml.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
} from '../../manifest.ts';

/** The phase in which a module is needed is the condition; `runtime` is none. */
export const metaJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'META.json');
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    const { prereqs } = document;
    const dependencies = isJsonObject(prereqs)
      ? Object.entries(prereqs).flatMap(([phase, relations]) =>
          modulesIn(memberOf(relations, 'requires'), phase === 'runtime' ? null : phase),
        )
      : modulesIn(document.requires, null);
    return { dependencies, project: projectOf(document) };
  },
};

export const metaYml: ManifestReader = {
  parse(input) {
    const document = parseYamlObject(input.text, 'META.yml', { scalars: 'text', duplicates: 'last' });
    return { dependencies: modulesIn(document.requires, null), project: projectOf(document) };
  },
};

function modulesIn(modules: unknown, condition: string | null): ManifestDependency[] {
  if (!isJsonObject(modules)) return [];
  return Object.entries(modules).flatMap(([name, version]) => {
    if (name === '') return [];
    const requirement = typeof version === 'number' ? String(version) : textOrNull(version);
    return [dependency(name, requirement, 'runtime', { direct: true, condition })];
  });
}

function projectOf(document: JsonDocument): ManifestProject {
  const { license, version } = document;
  return {
    name: textOrNull(document.name),
    version: typeof version === 'number' ? String(version) : textOrNull(version),
    license: Array.isArray(license) ? license.filter(textOrNull).join(', ') || null : textOrNull(license),
  };
}
