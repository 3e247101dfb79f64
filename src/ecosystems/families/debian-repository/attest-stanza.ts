/** The files that a stanza states: one of a binary package, several of a source package. */
import type { Stanza } from '../../../formats/deb822.ts';

export interface Located {
  files: { path: string; size: number | null; sha256: string }[];
}

const SHA256 = /^[0-9a-f]{64}$/i;
const MAX_FILES = 20;

/** Paths are relative to the mirror; one that leaves it is left out. */
export function locatedFiles(stanza: Stanza): Located {
  const filename = stanza.get('filename');
  const sha256 = stanza.get('sha256') ?? '';
  if (filename !== undefined) {
    const size = Number(stanza.get('size') ?? Number.NaN);
    const file = {
      path: filename,
      size: Number.isSafeInteger(size) ? size : null,
      sha256: sha256.toLowerCase(),
    };
    return { files: SHA256.test(sha256) && isInside(filename) ? [file] : [] };
  }
  const directory = stanza.get('directory') ?? '';
  const lines = (stanza.get('checksums-sha256') ?? '').split('\n').slice(0, MAX_FILES + 1);
  const files = lines.flatMap(line => {
    const [digest = '', size = '', name = ''] = line.trim().split(/\s+/);
    const path = `${directory}/${name}`;
    if (!SHA256.test(digest) || !/^\d{1,15}$/.test(size) || name.includes('/') || !isInside(path)) return [];
    return { path, size: Number(size), sha256: digest.toLowerCase() };
  });
  return { files: files.slice(0, MAX_FILES) };
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').some(part => part === '..' || part === '');
}
