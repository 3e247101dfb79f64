/**
 * The comment at the beginning of a plugin (https://developer.wordpress.org/plugins/plugin-basics/header-requirements/) and of a theme
 * (https://developer.wordpress.org/themes/basics/main-stylesheet-style-css/). WordPress looks for it in the first 8 KiB.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const HEAD = 8192;
const MAX_LINE = 1000;

export const plugin: ManifestReader = {
  parse(input) {
    const headers = headersIn(input.text);
    const title = headers.get('plugin name');
    if (!title) throw new ManifestError('not-this-format', 'no Plugin Name');
    // A plugin is called by its folder, or by its file where it has none.
    const [file = '', folder = ''] = input.path.split('/').reverse();
    const slug = /^(?:mu-)?plugins$/.test(folder) || folder === '' ? file.replace(/\.php$/, '') : folder;
    return resultOf(slug || title, headers, 'plugin');
  },
};

export const theme: ManifestReader = {
  parse(input) {
    const headers = headersIn(input.text);
    const title = headers.get('theme name');
    if (!title) throw new ManifestError('not-this-format', 'no Theme Name');
    return resultOf(input.path.split('/').at(-2) || title, headers, 'theme');
  },
};

function resultOf(name: string, headers: ReadonlyMap<string, string>, type: string) {
  const dependencies: ManifestDependency[] = [];
  const add = (one: string, requirement: string | null, kind: string) => {
    const trimmed = one.trim();
    if (trimmed !== '') dependencies.push(dependency(trimmed, requirement, kind, { direct: true }));
  };
  for (const one of (headers.get('requires plugins') ?? '').split(',')) add(one, null, 'plugin');
  // A child theme is nothing without its parent.
  if (type === 'theme') add(headers.get('template') ?? '', null, 'theme');
  for (const [header, platform] of [
    ['requires at least', 'wordpress'],
    ['requires php', 'php'],
  ] as const) {
    const version = headers.get(header);
    if (version) add(platform, `>=${version}`, 'platform');
  }
  const [version, license] = [headers.get('version') || null, headers.get('license') || null];
  return { dependencies, project: { name, version, license } };
}

/** `* Name: value`, the first of each name. */
function headersIn(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of linesOf(text.slice(0, HEAD))) {
    if (line.length > MAX_LINE) continue;
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const name = line
      .slice(0, colon)
      .replace(/^(?:<\?php)?[ \t/*#@]*/, '')
      .trim()
      .toLowerCase();
    const value = line.slice(colon + 1).split(/\*\/|\?>/, 1)[0] as string;
    if (name !== '' && !headers.has(name)) headers.set(name, value.trim());
  }
  return headers;
}
