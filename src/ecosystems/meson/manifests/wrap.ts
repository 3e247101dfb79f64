/**
 * Wrap files: https://mesonbuild.com/Wrap-dependency-system-manual.html. `subprojects/zlib.wrap` says where the project `zlib` comes
 * from: an archive (`wrap-file`) or a repository (`wrap-git`, `wrap-hg`, `wrap-svn`), and by which names it can be asked for.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_VALUES = 1_000;

export const mesonWrap: ManifestReader = {
  parse(input) {
    const values = valuesIn(input.text);
    if (values === null) throw new ManifestError('not-this-format', 'no section of a wrap');
    const file = input.path.slice(input.path.lastIndexOf('/') + 1);
    const name = file.endsWith('.wrap') ? file.slice(0, -'.wrap'.length) : (values.get('directory') ?? file);
    const hash = values.get('source_hash');
    const version =
      values.get('wrapdb_version') ?? values.get('revision') ?? versionIn(values.get('directory'), name);
    return {
      dependencies: [
        dependency(name || 'wrap', version, 'runtime', {
          direct: true,
          source: values.get('source_url') ?? values.get('url') ?? null,
          integrity: hash ? `sha256:${hash}` : null,
        }),
      ],
      project: null,
    };
  },
};

/** `zlib-1.3.1` is the folder of version 1.3.1 of zlib. */
function versionIn(directory: string | undefined, name: string): string | null {
  return directory?.startsWith(`${name}-`) ? directory.slice(name.length + 1) || null : null;
}

/** Of the section `[wrap-...]`; null where there is none. */
function valuesIn(text: string): Map<string, string> | null {
  let values: Map<string, string> | null = null;
  let isInside = false;
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) {
      isInside = trimmed.startsWith('[wrap-') && values === null;
      if (isInside) values = new Map();
    }
    const equals = trimmed.indexOf('=');
    if (!isInside || values === null || equals <= 0 || trimmed.startsWith('#') || values.size >= MAX_VALUES)
      continue;
    values.set(trimmed.slice(0, equals).trim(), trimmed.slice(equals + 1).trim());
  }
  return values;
}
