/**
 * The index files that apt keeps on this machine (apt-get(8), `indextargets`): verified by apt when it fetched them, so
 * nothing is fetched and nothing is verified again.
 */
import { NotFoundError } from '../../../core/errors.ts';
import { clearSignedText, parseReleaseFile, type ReleaseFile } from '../../../formats/release-file.ts';
import type { ConnectorContext } from '../../ecosystem.ts';
import { type IndexFile, listSetting, partId, pocketsOf } from './index-file.ts';
import type { DebianRepositoryOptions, Pocket } from './options.ts';

/** Writes any list uncompressed, whatever apt keeps it as. */
const APT_HELPER = '/usr/lib/apt/apt-helper';
const APT_GET = 'apt-get';

const FIELDS = [
  'CREATED_BY',
  'FILENAME',
  'METAKEY',
  'ORIGIN',
  'LABEL',
  'CODENAME',
  'SUITE',
  'RELEASE',
  'COMPONENT',
  'ARCHITECTURE',
  'REPO_URI',
] as const;

/** An index as apt knows it. */
export type Target = Record<(typeof FIELDS)[number], string>;

const LIST_TIMEOUT_MS = 30_000;
const READ_TIMEOUT_MS = 600_000;
const MAX_RELEASE_BYTES = 16 * 1024 * 1024;

/**
 * The files of the registry's suites, suite by suite.
 *
 * @throws NotFoundError when apt is not installed or has no lists of this release, saying what to do.
 */
export async function aptIndexes(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
): Promise<IndexFile[]> {
  const pockets = pocketsOf(options, context);
  const found = await aptTargets(options, context);
  if (found.length === 0) {
    const { name } = pockets[0] as Pocket;
    throw new NotFoundError(
      `apt has no package lists of ${options.label} ${name}: add it to apt's sources and run apt-get update, or ${mirrorHint(options)}`,
    );
  }
  const rank = ({ target, pocket }: (typeof found)[number]) =>
    pockets.findIndex(({ name }) => name === pocket.name) * 1_000 +
    options.components.indexOf(target.COMPONENT) * 10 +
    (target.CREATED_BY === 'Sources' ? 1 : 0);
  // Two mirrors of one suite give the same facts: the first is enough.
  const files = new Map<string, IndexFile>();
  for (const { target, pocket } of found.sort((a, b) => rank(a) - rank(b))) {
    const file = indexFile(target, pocket, await releaseOf(context, target));
    if (!files.has(file.part.id)) files.set(file.part.id, file);
  }
  return [...files.values()];
}

/**
 * The indexes of the registry's suites that apt has lists of.
 *
 * @throws NotFoundError when apt is not installed.
 */
export async function aptTargets(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
): Promise<{ target: Target; pocket: Pocket }[]> {
  const pockets = pocketsOf(options, context);
  if (!(await context.io.files.exists(APT_HELPER))) {
    throw new NotFoundError(`apt is not installed here: ${mirrorHint(options)}`);
  }
  return (await targets(context)).flatMap(target => {
    const pocket = target.ORIGIN === options.origin ? pocketOf(pockets, target) : undefined;
    return pocket && isWanted(options, context, target) ? [{ target, pocket }] : [];
  });
}

async function targets({ io }: ConnectorContext): Promise<Target[]> {
  const format = FIELDS.map(field => `$(${field})`).join('\t');
  const text = await io.processes.text(APT_GET, ['indextargets', '--format', format], {
    timeoutMs: LIST_TIMEOUT_MS,
  });
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const values = line.split('\t');
      return Object.fromEntries(FIELDS.map((field, i) => [field, values[i] ?? ''])) as Target;
    });
}

function isWanted(options: DebianRepositoryOptions, context: ConnectorContext, target: Target): boolean {
  if (target.CREATED_BY !== 'Packages' && target.CREATED_BY !== 'Sources') return false;
  const components = listSetting(options, context, 'components') ?? options.components;
  if (!components.includes(target.COMPONENT)) return false;
  const architectures = listSetting(options, context, 'architectures');
  const isSources = target.CREATED_BY === 'Sources';
  return isSources || architectures === null || [...architectures, 'all'].includes(target.ARCHITECTURE);
}

/**
 * The suite a target belongs to. Sources may name it by codename, by alias (`stable-updates`) or by folder
 * (`buster/updates`, whose codename is `buster`); the label tells security fixes from the rest.
 */
function pocketOf(pockets: Pocket[], target: Target): Pocket | undefined {
  const alike = pockets.filter(({ label }) => label === target.LABEL);
  return (
    alike.find(({ path }) => path === target.RELEASE) ??
    alike.find(({ name }) => name === target.SUITE) ??
    alike.find(({ name }) => name === target.CODENAME) ??
    alike.find(({ isSecurity }) => isSecurity && target.CODENAME === pockets[0]?.name)
  );
}

function indexFile(target: Target, pocket: Pocket, release: ReleaseFile | null): IndexFile {
  const architecture = target.CREATED_BY === 'Sources' ? 'source' : target.ARCHITECTURE;
  const announced = release?.files.get(target.METAKEY);
  return {
    part: {
      id: partId(pocket, target.COMPONENT, architecture),
      source: target.FILENAME,
      size: announced?.size ?? null,
      digest: announced ? `sha256-${announced.sha256}` : null,
    },
    pocket,
    component: target.COMPONENT,
    architecture,
    async fetch(context) {
      return { file: this, open: onBytes => plainBytes(context, target.FILENAME, onBytes) };
    },
  };
}

/** The bytes of a list, uncompressed. */
export async function* plainBytes(
  { io }: ConnectorContext,
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const options = { timeoutMs: READ_TIMEOUT_MS };
  for await (const chunk of io.processes.stream(APT_HELPER, ['cat-file', path], options)) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** The Release file beside a list: `<archive>_dists_<suite>_InRelease` for `<archive>_dists_<suite>_<metakey>.lz4`. */
async function releaseOf(
  { io }: ConnectorContext,
  { FILENAME, METAKEY }: Target,
): Promise<ReleaseFile | null> {
  for (const name of ['InRelease', 'Release']) {
    const path = besideList({ FILENAME, METAKEY }, name);
    if (path === null || !(await io.files.exists(path))) continue;
    const document = await io.files.read(path, { maxBytes: MAX_RELEASE_BYTES });
    return parseReleaseFile(clearSignedText(document.toString('utf8')));
  }
  return null;
}

/** Path of a file of the suite that apt keeps beside a list of it. */
export function besideList(
  { FILENAME, METAKEY }: Pick<Target, 'FILENAME' | 'METAKEY'>,
  name: string,
): string | null {
  const end = FILENAME.lastIndexOf(`_${METAKEY.replaceAll('/', '_')}`);
  return end === -1 ? null : `${FILENAME.slice(0, end)}_${name}`;
}

function mirrorHint({ id }: DebianRepositoryOptions): string {
  return `set ECOSYSTEMS_${id.toUpperCase()}_MIRROR to a mirror`;
}
