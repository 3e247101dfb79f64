/**
 * What is asked: the archive of the registry General at the package server of the Julia project
 * (https://pkgdocs.julialang.org/dev/protocol/), the list of packages of JuliaHub, and the logs of the package servers.
 */
import { InputError, UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import type { BatchConnector, ConnectorContext } from '../ecosystem.ts';
import { unlessFailing } from '../families/registry-api/fetching.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { readInfo, readRequests } from './hub.ts';
import { type Extras, mapPackage } from './map.ts';
import { readRegistry } from './registry-files.ts';

const SERVER = 'https://pkg.julialang.org';
const GENERAL = '23338594-aafe-5451-b93e-139f81909106';
const REQUESTS =
  'https://julialang-logs.s3.amazonaws.com/public_outputs/current/package_requests_by_date.csv.gz';
const LIMITS = { packed: 256 * 1024 * 1024, plain: 2 * 1024 * 1024 * 1024 };

export const connector: BatchConnector = {
  /** One part, whose digest is the git tree that the server has of the registry. */
  async parts(context, { suites }) {
    const unknown = suites?.find(suite => suite !== 'General');
    if (unknown !== undefined)
      throw new InputError('suites', `${unknown} is not of ${context.registry.name}; there is: General`);
    if (suites?.length === 0) return [];
    const tree = await treeOf(context);
    return [{ id: 'General', source: `${SERVER}/registry/${GENERAL}/${tree}`, size: null, digest: tree }];
  },
  async *read(context, [part], onProgress) {
    if (part === undefined) return;
    let bytesRead = 0;
    const stream = (url: string) =>
      streamIndex(
        context,
        url,
        count => {
          bytesRead += count;
          onProgress?.(bytesRead);
        },
        LIMITS,
      );
    const info = await unlessFailing(context, () =>
      readInfo(stream(`${context.registry.url}/app/packages/info`)),
    );
    const requests = await unlessFailing(context, () => readRequests(stream(REQUESTS)));
    const archive = stream(`${SERVER}/registry/${GENERAL}/${part.digest ?? (await treeOf(context))}`);
    yield* inBatches(readPackages(archive, { info: info ?? new Map(), requests: requests ?? new Map() }));
  },
};

/** The packages of a registry, each name once. @throws UpstreamError `malformed`, also where there is none. */
export async function* readPackages(
  source: AsyncIterable<Uint8Array>,
  extras: Extras,
): AsyncGenerator<PackageRecord> {
  const seen = new Set<string>();
  for await (const files of readRegistry(source)) {
    const record = mapPackage(files, extras);
    if (record === null || seen.has(record.name)) continue;
    seen.add(record.name);
    yield record;
  }
  if (seen.size === 0) throw new UpstreamError('malformed', 'registry: no packages');
}

/** `/registries` has a line `/registry/{uuid}/{tree}` for each registry. */
async function treeOf({ io, signal }: ConnectorContext): Promise<string> {
  const url = `${SERVER}/registries`;
  const { body } = await io.http.request({ url, maxBytes: 65_536, signal });
  const prefix = `/registry/${GENERAL}/`;
  const line = body
    .toString('latin1')
    .split(/\s+/)
    .find(each => each.startsWith(prefix));
  const tree = line?.slice(prefix.length) ?? '';
  if (!/^[0-9a-f]{40}$/.test(tree))
    throw new UpstreamError('malformed', 'registries: General is not there', { url });
  return tree;
}
