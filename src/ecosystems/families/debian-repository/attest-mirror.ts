/** Suites as a mirror serves them. */
import { UpstreamError } from '../../../core/errors.ts';
import type { ReleaseFileEntry } from '../../../formats/release-file.ts';
import type { AttestContext } from '../../attest.ts';
import type { Place, PlacedIndex } from './attest.ts';
import { listSetting, pocketsOf } from './index-file.ts';
import { DEFAULT_ARCHITECTURES, EXTENSIONS, hasOwnIndexOfAll, withoutSlash } from './mirror.ts';
import type { DebianRepositoryOptions } from './options.ts';

const MAX_RELEASE_BYTES = 16 * 1024 * 1024;
const MAX_INDEX_BYTES = 1024 * 1024 * 1024;
const INDEX_TIMEOUT_MS = 600_000;

export function mirrorPlaces(
  options: DebianRepositoryOptions,
  context: AttestContext,
  mirror: string,
): Place[] {
  const { io, settings, signal } = context;
  const security = settings[`${options.id}_security_mirror`];
  return pocketsOf(options, context).flatMap(pocket => {
    const base = pocket.isSecurity ? security && withoutSlash(security) : mirror;
    if (!base) return [];
    const folder = `${base}/dists/${pocket.path}`;
    const place: Place = {
      pocket,
      base,
      source: `${folder}/InRelease`,
      async inRelease() {
        const url = `${folder}/InRelease`;
        const { status, body } = await io.http.request({
          url,
          maxBytes: MAX_RELEASE_BYTES,
          accept: [404],
          signal,
        });
        return status === 404 ? null : body;
      },
      indexes(release, kind) {
        const architectures = [...(listSetting(options, context, 'architectures') ?? DEFAULT_ARCHITECTURES)];
        if (hasOwnIndexOfAll(release)) architectures.push('all');
        const folders = kind === 'Sources' ? ['source'] : architectures.map(one => `binary-${one}`);
        const components = listSetting(options, context, 'components') ?? options.components;
        return components.flatMap(component =>
          folders.flatMap(name => {
            const path = `${component}/${name}/${kind}`;
            const extension = EXTENSIONS.find(candidate => release.files.has(path + candidate));
            if (extension === undefined) return [];
            const stored = release.files.get(path + extension) as ReleaseFileEntry;
            const plain = release.files.get(path)?.size ?? MAX_INDEX_BYTES;
            return indexOf(context, `${folder}/${path}`, path, extension, stored, plain);
          }),
        );
      },
    };
    return place;
  });
}

function indexOf(
  { io, signal }: AttestContext,
  address: string,
  path: string,
  extension: (typeof EXTENSIONS)[number],
  stored: ReleaseFileEntry,
  plainSize: number,
): PlacedIndex {
  const url = address + extension;
  return {
    path: path + extension,
    source: url,
    async *open(verify) {
      const headers = { 'accept-encoding': 'identity' };
      try {
        const { body } = await io.http.stream({
          url,
          headers,
          maxBytes: Math.max(1, stored.size),
          timeoutMs: INDEX_TIMEOUT_MS,
          signal,
        });
        const bytes = verify(body);
        if (extension === '.xz') yield* io.decompress.xz(bytes, plainSize);
        else if (extension === '.gz') yield* io.decompress.gzip(bytes, plainSize);
        else yield* bytes;
      } catch (error) {
        if (!(error instanceof UpstreamError && error.code === 'too-large')) throw error;
        throw new UpstreamError('verification-failed', 'the index is longer than InRelease states', {
          cause: error,
        });
      }
    },
  };
}
