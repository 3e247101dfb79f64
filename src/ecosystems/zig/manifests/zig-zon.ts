/**
 * build.zig.zon, https://github.com/ziglang/zig/blob/master/doc/build.zig.zon.md: plain data in Zig's syntax. What is known by its path
 * alone is a part of the project and named among `includes`.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { parseZon, type ZonStruct, type ZonValue } from './zon.ts';

export const zigZon: ManifestReader = {
  parse(input) {
    const root = parseZon(input.text, 'build.zig.zon');
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    const listed = root.get('dependencies');
    if (listed instanceof Map) {
      for (const [name, entry] of listed) {
        if (name === '' || !(entry instanceof Map)) continue;
        const [url, path, hash] = [textIn(entry, 'url'), textIn(entry, 'path'), textIn(entry, 'hash')];
        if (url === null) {
          if (path !== null) includes.push(path);
          continue;
        }
        dependencies.push(
          dependency(name, versionIn(hash) ?? referenceIn(url), 'runtime', {
            direct: true,
            optional: entry.get('lazy') === 'true' ? true : null,
            source: url,
            integrity: hash,
          }),
        );
      }
    }
    return {
      dependencies,
      includes,
      project: {
        name: textIn(root, 'name')?.replace(/^\./, '') || null,
        version: textIn(root, 'version'),
        license: null,
      },
    };
  },
};

function textIn(struct: ZonStruct, key: string): string | null {
  const value: ZonValue | undefined = struct.get(key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Since Zig 0.14 a hash is `name-version-` and 44 characters. */
function versionIn(hash: string | null): string | null {
  if (hash === null || hash.length < 46 || hash[hash.length - 45] !== '-') return null;
  const head = hash.slice(0, -45);
  const version = head.slice(head.indexOf('-') + 1);
  return /^\d/.test(version) ? version : null;
}

/** Of `git+https://...?ref=v1#commit` the commit. */
function referenceIn(url: string): string | null {
  return url.split('#', 2)[1] || null;
}
