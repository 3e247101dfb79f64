/**
 * Upstream's version in one of Debian's: `[epoch:]upstream[-revision]` (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version),
 * in which the middle part has marks of its own for what was changed on the way
 * (https://www.debian.org/doc/manuals/developers-reference/best-pkging-practices.en.html#repackaged-upstream-source).
 */

/** What was left out of the source, or added to it: `+dfsg1`, `~ds`, `.dfsg.2`, `+repack`, `+nmu1`; `+~cs1.2` are further sources. */
const REPACKED = /[+~.](?:dfsg|ds|repack|debian|nmu|deb\d+u)[\d.+~]*$/;
const COMPONENTS = /\+~.*$/;
/** A version that would go backwards: `2.0+really1.9` is 1.9. */
const REALLY = /^.*[+~.]really[.~]?/;
const PRE_RELEASE = /^([^~+]+)~((?:a|b|c|alpha|beta|rc|pre|preview|dev)[.-]?\d*(?:\.\d+)*)$/;

/** As `Repackaging.upstreamVersionsOf`. */
export function upstreamVersionsOf(version: string): string[] {
  const hyphen = version.lastIndexOf('-');
  const whole = hyphen === -1 ? version : version.slice(0, hyphen);
  const upstream = whole
    .slice(whole.indexOf(':') + 1)
    .replace(COMPONENTS, '')
    .replace(REALLY, '')
    .replace(REPACKED, '');
  if (upstream === '') return [];
  // What is left of marks is a snapshot (`+git20240101`, `~git...`), or says what nobody wrote down.
  if (!/[+~]/.test(upstream)) return [upstream];
  const [, release, stage] = PRE_RELEASE.exec(upstream) ?? [];
  return release && stage ? [`${release}-${stage}`, `${release}.${stage}`, `${release}${stage}`] : [];
}
