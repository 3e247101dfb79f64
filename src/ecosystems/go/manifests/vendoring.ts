/**
 * The tools of the years before modules, which copied sources at a revision: godep (Godeps/Godeps.json,
 * https://github.com/tools/godep), gpm (Godeps, https://github.com/pote/gpm), gb (vendor/manifest, https://getgb.io/docs/) and
 * govendor (vendor/vendor.json, https://github.com/kardianos/vendor-spec). They name packages, not modules.
 */

import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { linesOf } from '../../../formats/text.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestInput,
  type ManifestProject,
  type ManifestReader,
} from '../../manifest.ts';

export const godepsJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'Godeps.json');
    const dependencies = entriesOf(document, 'Deps').flatMap(entry => one(entry.ImportPath, entry.Rev));
    return { dependencies, project: projectOf(memberOf(document, 'ImportPath')) };
  },
};

export const gbManifest: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'vendor/manifest');
    const dependencies = entriesOf(document, 'dependencies').flatMap(entry =>
      one(entry.importpath, entry.revision, textOrNull(entry.repository)),
    );
    return { dependencies, project: null };
  },
};

export const vendorJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'vendor.json');
    const dependencies = entriesOf(document, 'package').flatMap(entry =>
      one(entry.path, entry.revision, textOrNull(entry.origin), integrityOf(entry.checksumSHA1)),
    );
    return { dependencies, project: projectOf(memberOf(document, 'rootPath')) };
  },
};

/** Longest file of gpm, in characters: it is written by hand. */
const MAX_GODEPS = 1024 * 1024;

/** Two words a line; `#` begins a comment. */
export const godeps: ManifestReader = {
  parse(input: ManifestInput) {
    if (input.text.length > MAX_GODEPS)
      throw new ManifestError('too-large', `more than ${MAX_GODEPS} characters`);
    const dependencies: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      const comment = line.indexOf('#');
      const [name, version] = wordsOf(comment < 0 ? line : line.slice(0, comment));
      if (name) dependencies.push(dependency(name, version, 'runtime', { direct: true }));
    }
    return { dependencies, project: null };
  },
};

function entriesOf(document: unknown, member: string) {
  return isJsonObject(document) ? objectsIn(document[member], Number.POSITIVE_INFINITY) : [];
}

function one(
  name: unknown,
  revision: unknown,
  source: string | null = null,
  integrity: string | null = null,
): ManifestDependency[] {
  if (typeof name !== 'string' || name === '') return [];
  return [dependency(name, textOrNull(revision), 'runtime', { source, integrity })];
}

function integrityOf(value: unknown): string | null {
  const hash = textOrNull(value);
  return hash === null ? null : `sha1-${hash}`;
}

function projectOf(name: unknown): ManifestProject | null {
  const known = textOrNull(name);
  return known === null ? null : { name: known, version: null, license: null };
}

/** The first two words of a line. */
function wordsOf(line: string): string[] {
  const rest = line.trim();
  const space = rest.search(/\s/);
  return space < 0 ? [rest] : [rest.slice(0, space), rest.slice(space).trim().split(/\s/, 1)[0] as string];
}
