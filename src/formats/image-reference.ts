/**
 * References to container images: `[host[:port]/]path[:tag][@digest]`, https://github.com/distribution/reference. The first part is a host
 * when it has a dot or a port, or is `localhost`.
 */
export interface ImageReference {
  /** Host and path, without tag and digest. */
  name: string;
  tag: string | null;
  /** `sha256:<hex>`. */
  digest: string | null;
  /** null: Docker Hub, or what the machine takes for it. */
  host: string | null;
}

/** The parts of a reference; null for text without a name. */
export function imageReference(text: string): ImageReference | null {
  const at = text.indexOf('@');
  const plain = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? null : text.slice(at + 1) || null;
  const slash = plain.lastIndexOf('/');
  const colon = plain.indexOf(':', slash + 1);
  const name = colon < 0 ? plain : plain.slice(0, colon);
  if (name === '' || name.endsWith('/')) return null;
  return { name, tag: colon < 0 ? null : plain.slice(colon + 1) || null, digest, host: hostOf(name) };
}

function hostOf(name: string): string | null {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  return first === 'localhost' || first.includes('.') || first.includes(':') ? first : null;
}

/** Type and path of the purl of an image on Docker Hub; null for images of other hosts and for what is computed. */
export function dockerHubPurl(name: string): { type: string; namespace: string | null; name: string } | null {
  const path = name.startsWith('docker.io/') ? name.slice('docker.io/'.length) : name;
  if (path === '' || path.includes('$') || hostOf(path) !== null) return null;
  const slash = path.lastIndexOf('/');
  return slash < 0
    ? { type: 'docker', namespace: null, name: path }
    : { type: 'docker', namespace: path.slice(0, slash), name: path.slice(slash + 1) };
}
