/** dep, https://golang.github.io/dep/docs/Gopkg.toml.html and Gopkg.lock.html: tables of constraints, and of locked projects. */
import { type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

/** A constraint on a branch or revision is none on versions. Overrides do not make anything a dependency. */
export const gopkgToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'Gopkg.toml');
    return { dependencies: entriesOf(document, 'constraint', 'version', true), project: null };
  },
};

/** The revision is what is locked; versions are tags that pointed to it. */
export const gopkgLock: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'Gopkg.lock');
    return { dependencies: entriesOf(document, 'projects', 'revision', null), project: null };
  },
};

function entriesOf(document: unknown, table: string, requirement: string, direct: boolean | null) {
  return objectsIn(memberOf(document, table), Number.POSITIVE_INFINITY).flatMap((entry: JsonDocument) => {
    const name = textOrNull(entry.name);
    if (name === null) return [];
    const source = textOrNull(entry.source);
    return [dependency(name, textOrNull(entry[requirement]), 'runtime', { direct, source })];
  });
}
