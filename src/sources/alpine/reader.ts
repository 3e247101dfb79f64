/** `v3.20/main.json`, `edge/community.yaml` and so on: what a branch of a repository has fixed. */
import { objectsIn, parseJsonObject } from '../../formats/json.ts';
import { parseYamlObject } from '../../formats/yaml.ts';
import { RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { emptyContent } from '../record.ts';
import type { DocumentContent, DocumentContext, SourceReader } from '../source.ts';
import { branchOf, packageRecords } from './secfixes.ts';

/** A branch has some thousands. */
const MAX_PACKAGES = 200_000;

export const reader: SourceReader = {
  forms: [
    {
      matches: path => isBranch(path, '.json'),
      key: branchPath,
      maxBytes: RECORD_BYTES,
      read: (bytes, context) => mapBranch(parseJsonObject(bytes, context.path), context),
    },
    {
      matches: path => isBranch(path, '.yaml'),
      key: branchPath,
      maxBytes: RECORD_BYTES,
      isSecondary: true,
      read: (bytes, context) => mapBranch(parseYamlObject(bytes, context.path, { scalars: 'text' }), context),
    },
  ],
};

/** The folder has the release's name, the file the repository's. */
function branchPath(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function isBranch(path: string, extension: string): boolean {
  const name = lastParts(path, 1)[0] ?? '';
  return name.endsWith(extension) && !name.startsWith('.') && name.length > extension.length;
}

function mapBranch(document: Record<string, unknown>, context: DocumentContext): DocumentContent {
  const content = emptyContent();
  const branch = branchOf(document, context.path);
  for (const entry of objectsIn(document.packages, MAX_PACKAGES)) {
    const found = packageRecords(entry.pkg, branch);
    if (typeof found === 'string') content.problems.push({ path: context.path, id: null, message: found });
    else for (const record of found) content.records.push(record);
  }
  return content;
}
