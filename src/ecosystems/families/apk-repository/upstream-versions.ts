/**
 * Upstream's version in one of apk's (https://man.archlinux.org/man/apk-package.5.en): `1.2.3_rc1-r0`, in which `-r0` is the
 * distribution's own revision.
 */

const VERSION = /^(\d[^_~-]*)(?:_(alpha|beta|pre|rc)(\d*))?(?:-r\d+)?$/;

/** As `Repackaging.upstreamVersionsOf`. What comes after a release (`_p1`, `_git20240101`, `~abc`) is a snapshot or a patch. */
export function upstreamVersionsOf(version: string): string[] {
  const [, release, stage, number = ''] = VERSION.exec(version) ?? [];
  if (release === undefined) return [];
  if (stage === undefined) return [release];
  return ['-', '.', ''].map(separator => `${release}${separator}${stage}${number}`);
}
