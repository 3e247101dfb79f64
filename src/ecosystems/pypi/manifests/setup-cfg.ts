/**
 * `setup.cfg`, https://setuptools.pypa.io/en/latest/userguide/declarative_config.html: sections of keys; lists an item a line (`list-semi`: also
 * separated by semicolons in one line).
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { both, splitRequirement, unique } from './requirement-text.ts';

export const setupCfg: ManifestReader = {
  parse(input) {
    const sections = sectionsOf(input.text);
    const options = sections.get('options');
    const metadata = sections.get('metadata');
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    const read = (value: string | undefined, type: string, extra: string | null) => {
      for (const item of itemsOf(value ?? '')) {
        if (item.startsWith('file:')) {
          includes.push(
            ...item
              .slice(5)
              .split(',')
              .map(path => path.trim())
              .filter(path => path !== ''),
          );
          continue;
        }
        const parts = splitRequirement(item);
        if (parts === null) continue;
        dependencies.push(
          dependency(parts.name, parts.specifier || null, type, {
            direct: true,
            optional: extra === null ? null : true,
            source: parts.url,
            condition: both(extra === null ? null : `extra == "${extra}"`, parts.marker),
          }),
        );
      }
    };
    read(options?.get('install_requires'), 'runtime', null);
    read(options?.get('setup_requires'), 'build', null);
    read(options?.get('tests_require'), 'test', null);
    for (const [extra, value] of sections.get('options.extras_require') ?? []) read(value, 'optional', extra);
    const text = (key: string) => {
      const value = metadata?.get(key)?.trim();
      return value && !value.startsWith('attr:') && !value.startsWith('file:') ? value : null;
    };
    return {
      dependencies: unique(dependencies),
      project: metadata ? { name: text('name'), version: text('version'), license: text('license') } : null,
      includes,
    };
  },
};

/** Sections of keys as ConfigParser reads them: a value goes on in lines that are indented. */
export function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let key: string | null = null;
  let pieces: string[] = [];
  const finish = () => {
    if (section && key !== null) section.set(key, pieces.join('\n'));
    key = null;
    pieces = [];
  };
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (key !== null) pieces.push(trimmed);
      continue;
    }
    finish();
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      const name = trimmed.slice(1, -1).trim();
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const [equals, colon] = [line.indexOf('='), line.indexOf(':')];
    const at = equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    if (at <= 0) continue;
    key = line.slice(0, at).trim().toLowerCase().replaceAll('-', '_');
    pieces.push(line.slice(at + 1).trim());
  }
  finish();
  return sections;
}

/**
 * Items of a list: its lines, or in a single line what semicolons separate. There, too, people write markers behind a semicolon;
 * these hold quotes, which names and versions do not.
 */
function itemsOf(value: string): string[] {
  const lines = value.split('\n').filter(line => line.trim() !== '');
  const items = lines.length === 1 && !value.startsWith('\n') ? partsOf(lines[0] as string) : lines;
  return items.map(item => item.trim()).filter(item => item !== '');
}

function partsOf(line: string): string[] {
  const parts: string[] = [];
  for (const part of line.split(';')) {
    const isMarker = parts.length > 0 && (part.includes('"') || part.includes("'"));
    if (isMarker) parts.push(`${parts.pop()};${part}`);
    else parts.push(part);
  }
  return parts;
}
