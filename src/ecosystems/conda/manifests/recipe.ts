/**
 * Recipes: `meta.yaml` of conda-build (https://docs.conda.io/projects/conda-build/en/stable/resources/define-metadata.html) and `recipe.yaml` of
 * rattler-build. Both are templates, so they are read line by line and not as YAML: lists below `requirements:` and what a test requires.
 * A value that the template fills in is unresolved, unless it is a name that `{% set %}` gives a text.
 */
import { linesOf } from '../../../formats/text.ts';
import type { ManifestDependency, ManifestReader, Unresolved } from '../../manifest.ts';
import { matchSpec } from './match-spec.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['build', 'build'],
  ['host', 'host'],
  ['run', 'runtime'],
  ['requires', 'test'],
]);
const SECTIONS = new Set(['requirements', 'test', 'tests', 'package', 'about', 'context']);
const SET = /^\{%-?\s*set\s+(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/;

interface Section {
  name: string;
  indent: number;
}

export const recipe: ManifestReader = {
  parse(input) {
    const values = new Map<string, string>();
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const about = new Map<string, string>();
    let section: Section | null = null;
    let list: { type: string; indent: number } | null = null;
    let number = 0;
    for (const raw of linesOf(input.text)) {
      number++;
      const trimmed = raw.trim();
      if (trimmed === '' || trimmed.startsWith('#')) continue;
      if (trimmed.startsWith('{%')) {
        const set = trimmed.length > 1000 ? null : SET.exec(trimmed);
        if (set) values.set(set[1] as string, set[2] ?? set[3] ?? '');
        continue;
      }
      const indent = raw.length - raw.trimStart().length;
      const isItem = trimmed.startsWith('- ');
      if (list && isItem && indent >= list.indent) {
        read(trimmed.slice(2), list.type, number);
        continue;
      }
      if (list && indent <= list.indent) list = null;
      const { key, value } = fieldOf(isItem ? trimmed.slice(2).trim() : trimmed);
      if (key === null) continue;
      if (section && indent <= section.indent) section = null;
      if (section === null || SECTIONS.has(key)) {
        if (SECTIONS.has(key)) section = { name: key, indent };
        continue;
      }
      if (section.name === 'context') values.set(key, value);
      else if (section.name === 'requirements' || section.name.startsWith('test')) {
        const type = TYPES.get(key);
        if (type !== undefined && (type === 'test') === (section.name !== 'requirements'))
          list = { type, indent };
      } else if (!about.has(`${section.name} ${key}`)) about.set(`${section.name} ${key}`, value);
    }
    const text = (key: string) => {
      const value = filled(unquoted(about.get(key) ?? ''), values);
      return value === '' || value.includes('{{') ? null : value;
    };
    const project = {
      name: text('package name'),
      version: text('package version'),
      license: text('about license'),
    };
    return { dependencies, project, unresolved };

    function read(item: string, type: string, line: number): void {
      const selector = selectorOf(item);
      const written = filled(unquoted(item.split(' # ', 1)[0] as string), values);
      const template = written.indexOf('{{');
      const one =
        template === 0 || written.startsWith('${{')
          ? null
          : matchSpec(written.slice(0, template < 0 ? undefined : template), type);
      if (template >= 0 || one === null)
        unresolved.push({
          what: one ? `the version of ${one.name} is filled in` : 'a requirement is filled in',
          line,
        });
      if (one === null) return;
      one.unresolved = template >= 0;
      one.condition = selector;
      if (one.requirement === '' || template >= 0) one.requirement = '*';
      dependencies.push(one);
    }
  },
};

/** `key: value`; the key is null where the line is none. */
function fieldOf(text: string): { key: string | null; value: string } {
  const colon = text.indexOf(':');
  if (colon <= 0) return { key: null, value: '' };
  return { key: text.slice(0, colon), value: (text.slice(colon + 1).split(' # ', 1)[0] as string).trim() };
}

/** `# [win]` behind an item: when it applies. */
function selectorOf(item: string): string | null {
  const at = item.indexOf('# [');
  const end = item.lastIndexOf(']');
  return at >= 0 && end > at ? item.slice(at + 3, end) : null;
}

/** `{{ name }}` and `${{ name }}` replaced by the texts that are known. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes('{{') || text.length > 10_000) return text;
  return text.replace(/\$?\{\{\s*(\w+)\s*(?:\|\s*lower\s*)?\}\}/g, (all, name: string) =>
    unquoted(values.get(name) ?? all),
  );
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  const isQuoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1) : trimmed;
}
