/** From any notation to any other. */
import { type ReadOptions, readSbom, type SbomFile } from './read.ts';
import { type WriteOptions, type WrittenSbom, writeSbom } from './write.ts';

export interface Conversion extends WrittenSbom {
  from: Pick<SbomFile, 'notation' | 'version' | 'envelope'>;
}

/**
 * The SBOM in another notation or version, with what that loses.
 *
 * @throws UpstreamError as `readSbom`, InputError as `writeSbom`.
 */
export function convertSbom(bytes: Uint8Array, options: WriteOptions & ReadOptions): Conversion {
  const { sbom, file } = readSbom(bytes, options);
  const { notation, version, envelope } = file;
  return { from: { notation, version, envelope }, ...writeSbom(sbom, options) };
}
