/** Licences of an archive, or of a single text. */
import { files } from '../../io/files.ts';
import { licensesOf, licenseText, matchText, type TreeLicenses } from '../../reading/licenses/index.ts';
import { archiveTree, onlyFile } from './trees.ts';
import type { ToolFile, ToolHandler } from './types.ts';

const MAX_TEXT = 5 * 1024 * 1024;
/** Text, by how it begins: no NUL in the first bytes. */
const LOOKED_AT = 8192;

/** Results as the original service has them, with what it lacks beside: tags, declarations and agreement. */
export const licensesTool: ToolHandler = async ({ files: inputs }) => {
  const file = onlyFile(inputs);
  const found = (await singleText(file)) ?? (await licensesOf(archiveTree(file)));
  const ids = new Set(found.files.flatMap(({ matches }) => matches.map(({ id }) => id)));
  return {
    licenses: [...ids].sort().map(id => {
      const known = licenseText(id);
      const name = known?.name ?? id;
      return {
        key: id.toLowerCase(),
        spdx_id: id,
        name,
        url: known?.url ?? null,
        osi_approved: known?.osiApproved ?? null,
        content: known?.text ?? null,
      };
    }),
    matched_files: found.files.map(({ path, matches, content }) => ({
      filename: path,
      confidence: matches[0]?.confidence ?? 0,
      matched_license: matches[0]?.id ?? null,
      matches,
      content,
    })),
    headers: found.headers,
    metadata: found.metadata,
    agreement: found.agreement,
    examined_files: found.examined,
    incomplete: found.incomplete,
  };
};

/** A file that is a text itself; null for one that must be an archive. */
async function singleText(file: ToolFile): Promise<TreeLicenses | null> {
  if (file.size > MAX_TEXT) return null;
  const bytes = await files.read(file.path, { maxBytes: MAX_TEXT });
  // Archives that are text by this test do not exist: all have numbers in their heads.
  if (bytes.subarray(0, LOOKED_AT).includes(0) || bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])))
    return null;
  const content = bytes.toString('utf8');
  const matches = matchText(content).map(({ id, alternatives, name, confidence }) => ({
    id,
    alternatives,
    name,
    confidence,
  }));
  const texts = matches.map(({ id }) => id);
  return {
    files: [{ path: file.name, matches, content: content.slice(0, 200_000) }],
    headers: [],
    metadata: [],
    agreement: {
      outcome: texts.length > 0 ? 'single' : 'none',
      texts,
      metadata: [],
      headers: [],
      explanation: [],
    },
    examined: 0,
    incomplete: null,
  };
}
