/** The digest of a file. */
import { digest } from '../../core/digest.ts';
import { files } from '../../io/files.ts';
import { onlyFile } from './trees.ts';
import type { ToolHandler } from './types.ts';

/** Options: `algorithm`, `encoding`. */
export const digestTool: ToolHandler = async ({ files: inputs, options }) => {
  const file = onlyFile(inputs);
  const { bytes, ...found } = await digest(files.stream(file.path), {
    algorithm: options.algorithm as string | undefined,
    encoding: options.encoding as string | undefined,
  });
  // The contract has the number as text.
  return { ...found, url: file.url, name: file.name, bytes: String(bytes) };
};
