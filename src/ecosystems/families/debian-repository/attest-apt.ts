/** Suites as apt has them: its lists, with the InRelease file that it keeps beside them, and the mirror that its sources name. */
import { UpstreamError } from '../../../core/errors.ts';
import type { AttestContext } from '../../attest.ts';
import { aptTargets, besideList, plainBytes, type Target } from './apt.ts';
import type { Place } from './attest.ts';
import { pocketsOf } from './index-file.ts';
import type { DebianRepositoryOptions, Pocket } from './options.ts';

const MAX_RELEASE_BYTES = 16 * 1024 * 1024;

/** @throws NotFoundError when apt is not installed; UpstreamError `refused` for a source that is not fetched over HTTP. */
export async function aptPlaces(options: DebianRepositoryOptions, context: AttestContext): Promise<Place[]> {
  const found = await aptTargets(options, context);
  return pocketsOf(options, context).flatMap(pocket => {
    const targets = found.filter(one => one.pocket.name === pocket.name).map(({ target }) => target);
    const [first] = targets;
    return first ? [placeOf(context, pocket, first, targets)] : [];
  });
}

function placeOf(context: AttestContext, pocket: Pocket, first: Target, targets: Target[]): Place {
  const { io, allow } = context;
  const base = first.REPO_URI.replace(/\/+$/, '');
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw new UpstreamError('refused', `apt's source of ${pocket.name} is not fetched over HTTP`);
  // The administrator of this machine chose it.
  allow(new URL(base).host);
  const path = besideList(first, 'InRelease');
  return {
    pocket,
    base,
    source: path ?? '',
    async inRelease() {
      if (path === null || !(await io.files.exists(path))) return null;
      return io.files.read(path, { maxBytes: MAX_RELEASE_BYTES });
    },
    indexes: (_release, kind) =>
      targets
        .filter(target => target.CREATED_BY === kind && target.REPO_URI === first.REPO_URI)
        .map(({ METAKEY, FILENAME }) => ({
          path: METAKEY,
          source: FILENAME,
          open: verify => verify(plainBytes(context, FILENAME, () => {})),
        })),
  };
}
