/** Every tool, loaded when it is first asked for: a thread that parses manifests needs no schemas of SBOMs. */
import type { ToolHandler } from './types.ts';

export const toolHandlers: Readonly<Record<string, () => Promise<ToolHandler>>> = {
  diff: async () => (await import('./diff.ts')).diffTool,
  licenses: async () => (await import('./licenses.ts')).licensesTool,
  parser: async () => (await import('./parser.ts')).parserTool,
};
