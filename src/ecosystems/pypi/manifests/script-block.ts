/**
 * Metadata inside a script, https://packaging.python.org/en/latest/specifications/inline-script-metadata/: TOML in comments between
 * `# /// script` and `# ///`.
 */
import { memberOf } from '../../../formats/json.ts';
import { linesOf } from '../../../formats/text.ts';
import { parseToml } from '../../../formats/toml.ts';
import { ManifestError, type ManifestReader } from '../../manifest.ts';
import { requiredBy } from './requirement-text.ts';
import { applySources } from './uv-sources.ts';

export const scriptBlock: ManifestReader = {
  parse(input) {
    const document = parseToml(blockOf(input.text), 'script');
    const listed = document.dependencies;
    const dependencies = Array.isArray(listed)
      ? listed.map(entry => requiredBy(entry, 'runtime')).filter(one => one !== null)
      : [];
    applySources(dependencies, memberOf(document.tool, 'uv'));
    return { dependencies, project: null };
  },
};

function blockOf(text: string): string {
  const lines: string[] = [];
  let isInside = false;
  for (const line of linesOf(text)) {
    if (!isInside) isInside = line.trimEnd() === '# /// script';
    else if (line.trimEnd() === '# ///') return lines.join('\n');
    else if (line.startsWith('#')) lines.push(line.slice(line.startsWith('# ') ? 2 : 1));
    else break;
  }
  throw new ManifestError('not-this-format', 'no closed block of script metadata');
}
