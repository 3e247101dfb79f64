/** Match specifications, https://docs.conda.io/projects/conda/en/stable/dev-guide/api/conda/models/match_spec/index.html. */
import { isNameCode } from '../../../formats/ascii.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';

/** A version's text goes on behind these. */
const JOINING = new Set(['<', '>', '=', '!', '~', ',', '|']);

/**
 * `channel::name[op]version[=build]`, `name version build` or `name[key=value]` as a dependency; null for what names nothing. A version
 * without an operator, or behind `=` or `==`, is the requirement alone; where none is stated it is empty, which is how conda writes
 * "any".
 */
export function matchSpec(text: string, type: string): ManifestDependency | null {
  let spec = withoutComment(text).trim();
  const channel = spec.indexOf('::');
  const source = channel < 0 ? null : spec.slice(0, channel).trim();
  if (channel >= 0) spec = spec.slice(channel + 2).trim();
  let version = '';
  const bracket = spec.indexOf('[');
  if (bracket >= 0) {
    version = bracketed(spec.slice(bracket + 1), 'version');
    spec = spec.slice(0, bracket).trim();
  }
  let end = 0;
  while (end < spec.length && isNameCode(spec.charCodeAt(end))) end++;
  const name = spec.slice(0, end);
  const rest = spec.slice(end).trim();
  if (name === '') return null;
  return dependency(name, version || versionOf(rest), type, { direct: true, source });
}

/** Without the operator of an exact version and without the build. */
function versionOf(rest: string): string {
  const isFuzzy = rest.startsWith('=');
  const stated = isFuzzy ? rest.slice(rest.startsWith('==') ? 2 : 1).trim() : rest;
  const isRange = stated !== '' && '<>!~'.includes(stated[0] as string);
  if (!isRange) return (stated.split(/[ =]/, 1)[0] as string).trim();
  // `>=1.2, <2 build`: blanks may stand behind operators and commas, a build behind the versions.
  let range = '';
  for (const word of stated.split(/[ \t]+/)) {
    const goesOn =
      range === '' || JOINING.has(range.at(-1) as string) || word.startsWith(',') || word.startsWith('|');
    if (!goesOn) break;
    range += word;
  }
  return range;
}

/** `key='value'` among what stands in brackets. */
function bracketed(text: string, key: string): string {
  const at = text.indexOf(`${key}=`);
  if (at < 0) return '';
  const value = text.slice(at + key.length + 1);
  const quote = value[0];
  if (quote === '"' || quote === "'") return value.slice(1).split(quote, 1)[0] as string;
  return (value.split(/[,\]]/, 1)[0] as string).trim();
}

function withoutComment(text: string): string {
  const hash = text.indexOf(' #');
  return hash < 0 ? text : text.slice(0, hash);
}

/** Name and version of a file `name-version-build.conda` or `.tar.bz2`, at the end of a URL; null for anything else. */
export function packageFile(url: string): { name: string; version: string } | null {
  let file = url.slice(url.lastIndexOf('/') + 1);
  const ending = ['.conda', '.tar.bz2'].find(one => file.endsWith(one));
  if (ending === undefined) return null;
  file = file.slice(0, -ending.length);
  const build = file.lastIndexOf('-');
  const version = file.lastIndexOf('-', build - 1);
  return version > 0 ? { name: file.slice(0, version), version: file.slice(version + 1, build) } : null;
}
