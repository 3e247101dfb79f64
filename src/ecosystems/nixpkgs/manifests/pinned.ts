/**
 * Pinned sources: nix/sources.json of niv (https://github.com/nmattia/niv) and npins/sources.json of npins
 * (https://github.com/andir/npins): maps of names to revisions.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const nivSources: ManifestReader = {
  parse(input) {
    return readPins(parseJsonText(input.text, 'nix/sources.json'), 'sha256');
  },
};

export const npinsSources: ManifestReader = {
  parse(input) {
    return readPins(memberOf(parseJsonText(input.text, 'npins/sources.json'), 'pins'), 'hash');
  },
};

function readPins(pins: unknown, hash: string) {
  const dependencies: ManifestDependency[] = [];
  if (isJsonObject(pins))
    for (const [name, pin] of Object.entries(pins))
      if (name !== '' && isJsonObject(pin)) {
        const integrity = textOrNull(pin[hash]);
        dependencies.push(
          dependency(name, shortRevision(pin), 'runtime', {
            direct: true,
            source: textOrNull(pin.url) ?? repositoryOf(pin),
            // SRI already, or a SHA-256 in hex or in the base 32 of Nix.
            integrity: integrity === null || integrity.includes('-') ? integrity : `sha256:${integrity}`,
          }),
        );
      }
  return { dependencies, project: null };
}

/** The first 7 digits of the revision, else the version; null where there is neither. */
export function shortRevision(pin: unknown): string | null {
  const revision = textOrNull(memberOf(pin, 'rev')) ?? textOrNull(memberOf(pin, 'revision'));
  return revision?.slice(0, 7) ?? textOrNull(memberOf(pin, 'version'));
}

function repositoryOf(pin: JsonDocument): string | null {
  const { repository } = pin;
  const url = textOrNull(memberOf(repository, 'url'));
  const [owner, repo] = [textOrNull(memberOf(repository, 'owner')), textOrNull(memberOf(repository, 'repo'))];
  if (url !== null || owner === null || repo === null) return url;
  return memberOf(repository, 'type') === 'GitHub' ? `https://github.com/${owner}/${repo}` : null;
}
