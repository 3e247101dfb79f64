/**
 * What is asked of anaconda.org: the document of a package, which describes every file of every version. What changed, and
 * all names, come from the channel's list of packages
 * (https://docs.conda.io/projects/conda-build/en/stable/concepts/generating-index.html).
 */
import { InputError } from '../../core/errors.ts';
import { memberOf, parseJsonObject } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { fetchDocument } from '../families/registry-api/fetching.ts';
import { countOf } from '../families/registry-api/values.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { API } from './links.ts';
import { mapPackage } from './map.ts';
import { channelOf, names } from './names.ts';

const CHANNELS = 'https://conda.anaconda.org';
/** Packages with thousands of builds have documents of some ten megabytes. */
const MAX_BYTES = 96 * 1024 * 1024;
const TIMEOUT = 120_000;
const LIST_LIMITS = { packed: 256 * 1024 * 1024, plain: 512 * 1024 * 1024 };
const HANDFUL = 1_000;
/**
 * The list dates packages by when they were built, and a build is published some time later. What was built so many
 * seconds before the newest that was seen counts as new too.
 */
const OVERLAP_SECONDS = 3 * 3_600;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const answer = await fetchDocument(context, {
      url: `${API}/package/${channel(context)}/${name}`,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
      validators: previous,
    });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const document = parseJsonObject(answer.document.body, `package ${name}`);
    return { kind: 'found', record: mapPackage(name, document), documents: [answer.document] };
  },

  /** A cursor is the newest time of a build, in seconds, and the validator of the list that it was in. */
  async changes(context, cursor) {
    const validator = await validatorOfList(context);
    const [seconds = '', seen] = cursor?.split(' ', 2) ?? [];
    const since = /^[0-9]{1,12}$/.test(seconds) ? Number(seconds) : null;
    if (since !== null && validator !== null && validator === seen) return { names: [], cursor };
    const found: { name: string; built: number }[] = [];
    let newest = since ?? 0;
    for await (const { name, built } of listed(context)) {
      if (since !== null && built > since - OVERLAP_SECONDS) found.push({ name, built });
      if (built > newest) newest = built;
    }
    found.sort((a, b) => a.built - b.built);
    return { names: found.map(({ name }) => name), cursor: `${newest} ${validator ?? ''}`.trim() };
  },

  async *allNames(context) {
    let handful: string[] = [];
    for await (const { name } of listed(context)) {
      handful.push(name);
      if (handful.length < HANDFUL) continue;
      yield handful;
      handful = [];
    }
    if (handful.length > 0) yield handful;
  },
};

function channel({ registry }: ConnectorContext): string {
  const found = channelOf(registry);
  if (found === null)
    throw new InputError('registry', `${registry.name} names no channel (metadata.kind)`, 422);
  return found;
}

const listUrl = (context: ConnectorContext) => `${CHANNELS}/${channel(context)}/channeldata.json`;

/** One word, so that it can stand in a cursor. */
async function validatorOfList(context: ConnectorContext): Promise<string | null> {
  const { io, signal } = context;
  const { validators } = await io.http.request({ url: listUrl(context), method: 'HEAD', signal });
  const validator = validators.etag ?? validators.lastModified;
  return validator === null ? null : encodeURIComponent(validator).slice(0, 200);
}

/** The packages of the channel, and when the newest build of each was made, in seconds; 0 where that is not told. */
async function* listed(context: ConnectorContext): AsyncGenerator<{ name: string; built: number }> {
  const source = streamIndex(context, listUrl(context), () => {}, LIST_LIMITS);
  for await (const { key, value } of jsonElements(source, [['packages']], 'list of packages')) {
    const name = names.normalise(key ?? '');
    if (names.problem(name) === null) yield { name, built: countOf(memberOf(value, 'timestamp')) ?? 0 };
  }
}
