import type { ConnectorContext, IndexPart } from '../../ecosystem.ts';
import type { DebianRepositoryOptions, Pocket } from './options.ts';

/** One Packages or Sources file, wherever it lies. */
export interface IndexFile {
  part: IndexPart;
  pocket: Pocket;
  component: string;
  /** `amd64`, `all`; `source` for a Sources file. */
  architecture: string;
  /**
   * Gets the file ready to be read, verified where that is still to be done. `onBytes` is told what of `part.size` was
   * read since the last call; what is left is told by `open`.
   *
   * @throws UpstreamError when the file is not what was announced.
   */
  fetch(context: ConnectorContext, onBytes: (count: number) => void): Promise<FetchedIndex>;
}

export interface FetchedIndex {
  file: IndexFile;
  /** The plain bytes, each time from the start. */
  open(onBytes: (count: number) => void): AsyncIterable<Uint8Array>;
}

/** A place that has index files: apt's lists, or a mirror. */
export type IndexSource = (
  options: DebianRepositoryOptions,
  context: ConnectorContext,
) => Promise<IndexFile[]>;

/** The suites of a registry. */
export function pocketsOf(options: DebianRepositoryOptions, context: ConnectorContext): Pocket[] {
  const { codename } = context.registry.metadata;
  if (typeof codename !== 'string' || !/^[a-z][a-z0-9-]*$/.test(codename)) {
    throw new TypeError(`registry ${context.registry.name} has no codename in its metadata`);
  }
  return options.pockets(codename);
}

/** An operator's setting of this distribution, as words separated by blanks or commas; null where not set. */
export function listSetting(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
  name: string,
): string[] | null {
  return context.settings[`${options.id}_${name}`]?.split(/[\s,]+/).filter(word => word !== '') ?? null;
}

export function partId(pocket: Pocket, component: string, architecture: string): string {
  return `${pocket.name}/${component}/${architecture === 'source' ? 'source' : `binary-${architecture}`}`;
}
