import { UpstreamError } from '../../core/errors.ts';

export function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `bzip2: ${message}`);
}
