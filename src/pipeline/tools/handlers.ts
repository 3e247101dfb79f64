/** Every tool, loaded when it is first asked for: a thread that parses manifests needs no schemas of SBOMs. */
import type { ToolHandler } from './types.ts';

export const toolHandlers: Readonly<Record<string, () => Promise<ToolHandler>>> = {
  archives: async () => (await import('./archives.ts')).archivesTool,
  diff: async () => (await import('./diff.ts')).diffTool,
  digest: async () => (await import('./digest.ts')).digestTool,
  licenses: async () => (await import('./licenses.ts')).licensesTool,
  parser: async () => (await import('./parser.ts')).parserTool,
  sbom: async () => (await import('./sbom.ts')).sbomTool,
};
