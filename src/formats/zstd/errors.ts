import { UpstreamError } from '../../core/errors.ts';

/** What every reader of this folder throws for data that is no Zstandard. */
export function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `zstd: ${message}`);
}
