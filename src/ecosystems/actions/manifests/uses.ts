/**
 * What steps and jobs use: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses.
 * `owner/repository/path@ref`, `./path` of the repository itself, or `docker://image:tag`.
 */
import { imageReference } from '../../../formats/image-reference.ts';
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';

const IMAGE = 'docker://';
/** Steps of one file: far more than any has. */
const MAX_STEPS = 100_000;

/** The action, workflow or image that `uses` names; null for none. */
export function usedBy(uses: string, type: string): ManifestDependency | null {
  if (uses.startsWith(IMAGE)) return imageOf(uses.slice(IMAGE.length), type, IMAGE);
  if (uses.startsWith('./') || uses.startsWith('../'))
    return dependency(uses, null, type, { direct: true, local: true });
  const at = uses.indexOf('@');
  const name = at < 0 ? uses : uses.slice(0, at);
  if (name === '') return null;
  return dependency(name, at < 0 ? null : uses.slice(at + 1) || null, type, { direct: true, local: false });
}

/** An image with its tag, else its digest, else `*`; null for none. */
export function imageOf(text: string, type: string, prefix = ''): ManifestDependency | null {
  const image = imageReference(text);
  if (image === null) return null;
  const { name, tag, digest, host } = image;
  return dependency(prefix + name, tag ?? digest, type, {
    direct: true,
    local: false,
    source: host,
    integrity: digest,
  });
}

/** `uses` of every step under `steps`, however deep these lie, each text once. */
export function stepsIn(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (found.size >= MAX_STEPS) return;
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isJsonObject(node)) return;
    for (const [key, child] of Object.entries(node)) {
      if (key === 'steps' && Array.isArray(child))
        for (const step of child) {
          const uses = textOrNull(memberOf(step, 'uses'));
          if (uses !== null) found.add(uses.trim());
        }
      visit(child);
    }
  };
  visit(value);
  return [...found];
}

/** Whether text holds an expression, `${{ matrix.image }}`, which only a run gives a value. */
export function isExpression(text: string): boolean {
  return text.includes('${{');
}
