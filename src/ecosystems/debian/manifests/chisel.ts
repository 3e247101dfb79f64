/**
 * `var/lib/chisel/manifest.wall` of images that were cut out of packages with Chisel (https://documentation.ubuntu.com/chisel/en/latest/reference/manifest/): compressed with
 * Zstandard, a JSON object a line, first a head with `jsonwall`. Those of kind `package` say what was cut from.
 */
import { isJsonObject, textOrNull } from '../../../formats/json.ts';
import { linesOf } from '../../../formats/text.ts';
import { readZstd } from '../../../formats/zstd/index.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

/** Every file of the image has a line. */
const MAX_BYTES = 256 * 1024 * 1024;

export const chiselManifest: ManifestReader = {
  async unpack(bytes) {
    const pieces: Uint8Array[] = [];
    async function* whole() {
      yield bytes;
    }
    for await (const piece of readZstd(whole(), MAX_BYTES)) pieces.push(piece);
    return Buffer.concat(pieces);
  },
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let isWall = false;
    for (const line of linesOf(input.text)) {
      if (!isWall) {
        if (objectIn(line)?.jsonwall === undefined) break;
        isWall = true;
        continue;
      }
      // Nearly all lines are of paths.
      if (!line.includes('"package"')) continue;
      const entry = objectIn(line);
      const name = entry?.kind === 'package' ? textOrNull(entry.name) : null;
      if (entry === null || name === null) continue;
      const [sha256, arch] = [textOrNull(entry.sha256), textOrNull(entry.arch)];
      dependencies.push(
        dependency(name, textOrNull(entry.version), null, {
          integrity: sha256 === null ? null : `sha256:${sha256}`,
          condition: arch === null ? null : `arch=${arch}`,
        }),
      );
    }
    if (!isWall) throw new ManifestError('not-this-format', 'manifest.wall: no head of a JSON wall');
    return { dependencies, project: null };
  },
};

function objectIn(line: string) {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
