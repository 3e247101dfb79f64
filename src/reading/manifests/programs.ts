/** Files of a tree that are told by their first bytes, as programs are, whatever their names. */
import { UpstreamError } from '../../core/errors.ts';
import type { TreeFile } from '../../core/tree.ts';
import { MAGIC_LENGTH } from '../../ecosystems/manifest.ts';
import { candidatesByMagic, maxBytesByMagic } from './detect.ts';

/** Smaller files hold neither a program of Go nor one of Rust, in bytes. */
const MIN_PROGRAM = 8 * 1024;
/**
 * What texts, pictures and archives are called. Of files that may not be run these are not opened: in a tree of sources nearly all
 * files are among them, and opening each takes longer than all else.
 */
const NO_PROGRAM = new Set(
  (
    'adoc asm avif bmp bz2 c cc cfg class clj cmake conf cpp cs css csv d dart diff doc eot erl ex f f90 gif go gz h hpp hs htm html ' +
    'ico inc ini ipynb jar java jpeg jpg js json jsx kt less lock log lua m4 map md mdx mjs mk ml mp3 mp4 mts nim odt otf patch pdf pl pm ' +
    'png po pot proto ps py pyc pyi r rar rb rlib rmeta rs rst s scala scss sh sql svg swift tar tex tgz ts tsv tsx ttf txt vue wasm wav ' +
    'webm webp whl woff woff2 xcf xhtml xml xz yaml yml zig zip zst'
  ).split(' '),
);

/** The whole of a file that begins like a program; null for others, and for one larger than any that is read. */
export async function programIn(file: TreeFile, maxBytes?: number): Promise<Buffer | null> {
  const { path, size, executable } = file;
  if (size !== null && (size < MIN_PROGRAM || size > (maxBytes ?? maxBytesByMagic()))) return null;
  if (executable !== true && NO_PROGRAM.has(extensionOf(path))) return null;
  try {
    return await programFrom(file.stream(), maxBytes);
  } catch (error) {
    // Damaged, or beyond what its archive allows: nobody knows what it would have been.
    if (error instanceof UpstreamError) return null;
    throw error;
  }
}

/** All bytes where the first are those of a program, and null, with the rest left alone, where they are not or are too many. */
export async function programFrom(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = maxBytesByMagic(),
): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isProgram = false;
  for await (const piece of bytes) {
    pieces.push(piece);
    length += piece.length;
    if (length > maxBytes) return null;
    if (isProgram || length < MAGIC_LENGTH) continue;
    isProgram = candidatesByMagic(Buffer.concat(pieces)).length > 0;
    if (!isProgram) return null;
  }
  return isProgram ? Buffer.concat(pieces, length) : null;
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
