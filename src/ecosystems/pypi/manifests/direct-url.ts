/**
 * `direct_url.json` of an installed distribution (https://packaging.python.org/en/latest/specifications/direct-url-data-structure/): where it is
 * from, when that is not an index. Name and version are those of the folder, `NAME-VERSION.dist-info`.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { names } from '../names.ts';

/** The name of the folder is escaped: neither part has a dash of its own. */
const FOLDER = /^([^-]+)-([^-]+)\.dist-info$/;
const VCS = /^[a-z]{2,10}$/;
const HASH = /^[A-Za-z0-9_]{1,20}$/;
/** Of several hashes, the one that others have as well. */
const PREFERRED = ['sha256', 'sha512', 'sha384'];

export const directUrl: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'direct_url.json');
    const [, name, version] = FOLDER.exec(input.path.split('/').at(-2) ?? '') ?? [];
    const url = textOrNull(memberOf(document, 'url'));
    if (!isJsonObject(document) || name === undefined || version === undefined)
      throw new ManifestError('not-this-format', 'not in the folder of an installed distribution');
    if (url === null || url === '') throw new ManifestError('not-this-format', 'no url');
    const { vcs_info: vcs, archive_info: archive, dir_info: folder, subdirectory } = document;
    return {
      dependencies: [
        dependency(names.normalise(name), version, null, {
          source: sourceOf(withoutCredentials(url), vcs, textOrNull(subdirectory)),
          integrity: integrityOf(archive),
          local: isJsonObject(folder) ? true : null,
        }),
      ],
      project: { name, version, license: null },
    };
  },
};

/** As a requirement has it: `git+https://example.com/x.git@COMMIT#subdirectory=y` (https://peps.python.org/pep-0440/#direct-references). */
function sourceOf(url: string, vcs: unknown, subdirectory: string | null): string {
  const kind = textOrNull(memberOf(vcs, 'vcs'));
  const commit = textOrNull(memberOf(vcs, 'commit_id'));
  const start = kind !== null && VCS.test(kind) ? `${kind}+${url}` : url;
  return `${start}${commit ? `@${commit}` : ''}${subdirectory ? `#subdirectory=${subdirectory}` : ''}`;
}

/** `hashes`, or the single `hash` of older installers, `sha256=<hex>`. */
function integrityOf(archive: unknown): string | null {
  const hashes = memberOf(archive, 'hashes');
  if (isJsonObject(hashes)) {
    const algorithm = [...PREFERRED, ...Object.keys(hashes)].find(
      each => HASH.test(each) && typeof memberOf(hashes, each) === 'string',
    );
    if (algorithm !== undefined) return `${algorithm}:${memberOf(hashes, algorithm)}`;
  }
  const hash = textOrNull(memberOf(archive, 'hash'));
  return hash?.includes('=') ? hash.replace('=', ':') : null;
}
