/** A dependency on an image, by what a Dockerfile or a compose file names. */
import { imageReference } from '../../../formats/image-reference.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';
import type { Expanded } from './variables.ts';

/** null for text that names none. An image without a tag is `latest`, or the digest that it has. */
export function imageDependency(
  { text, isKnown }: Expanded,
  type: string,
  more: { condition?: string | null; local?: boolean } = {},
): ManifestDependency | null {
  const image = isKnown ? imageReference(text) : literal(text);
  if (image === null) return null;
  const { name, tag, digest, host } = image;
  return dependency(name, tag ?? digest ?? 'latest', type, {
    direct: true,
    local: more.local ?? false,
    source: host,
    integrity: digest,
    condition: more.condition ?? null,
    unresolved: !isKnown,
  });
}

/** A reference with variables that nothing tells: parted at the last colon outside of them. */
function literal(text: string): ReturnType<typeof imageReference> {
  const end = text.lastIndexOf('}');
  const colon = text.indexOf(':', Math.max(end, text.lastIndexOf('/')) + 1);
  const before = end >= 0 && colon < 0 ? text.lastIndexOf(':', text.lastIndexOf('${')) : colon;
  const name = before > 0 ? text.slice(0, before) : text;
  if (name === '') return null;
  return { name, tag: before > 0 ? text.slice(before + 1) || null : null, digest: null, host: null };
}
