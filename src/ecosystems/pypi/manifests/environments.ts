/**
 * What runners of tests and tools install into their environments: `hatch.toml` (https://hatch.pypa.io/latest/config/environment/overview/), `tox.ini`
 * (https://tox.wiki/en/latest/config.html#deps) and `noxfile.py` (https://nox.thea.codes/en/stable/tutorial.html), a program that is read as text.
 */
import { argumentsOf, isSign, textIn } from '../../../formats/source-calls.ts';
import type { SourceToken } from '../../../formats/source-tokens.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { hatch } from './pyproject-tools.ts';
import { readPython } from './python-values.ts';
import { both, splitRequirement, unique } from './requirement-text.ts';
import { sectionsOf } from './setup-cfg.ts';

const MAX_ITEM = 4096;
/** Options whose value is a file, in one word or two. */
const FILE_OPTION = /^(?:-r|-c|-e|--requirement|--constraint|--editable)(?:[ =]?\s*(\S.*))?$/;
const FILE_OPTIONS = new Set(['-r', '-c', '-e', '--requirement', '--constraint', '--editable']);
/** `py39,lint: ` before a requirement of tox. */
const FACTOR = /^([\w.!{},-]{1,200}):\s+/;

export const hatchToml: ManifestReader = {
  parse: input => ({ dependencies: hatch(parseToml(input.text, 'hatch.toml')), project: null }),
};

export const toxIni: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    const unresolved: Unresolved[] = [];
    const read = (value: string | undefined, type: string, environment: string | null) => {
      for (const line of (value ?? '').split('\n')) {
        const written = line.trim();
        const factor = written.length > MAX_ITEM ? null : FACTOR.exec(written);
        const item = written.slice(factor?.[0].length ?? 0).split(' #', 1)[0] as string;
        // Another section of this file, which is read itself.
        if (item === '' || item.startsWith('{[')) continue;
        const one = itemOf(item, type, both(environment, factor?.[1] ?? null), includes);
        if (one === null) continue;
        if (item.includes('{')) {
          one.unresolved = true;
          unresolved.push({ what: `the requirement "${item.slice(0, 100)}" is filled in`, line: null });
        }
        dependencies.push(one);
      }
    };
    for (const [section, values] of sectionsOf(input.text)) {
      if (section === 'tox') read(values.get('requires'), 'build', null);
      else read(values.get('deps'), 'test', section === 'testenv' ? null : section);
    }
    return { dependencies: unique(dependencies), project: null, includes, unresolved };
  },
};

export const noxfile: ManifestReader = {
  parse(input) {
    const { source } = readPython(input.text, 'noxfile.py');
    const { tokens } = source;
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    const unresolved: Unresolved[] = [];
    let session: string | null = null;
    for (let at = 0; at + 1 < tokens.length; at++) {
      const { kind, value } = tokens[at] as SourceToken;
      if (kind === 'word' && value === 'def') session = tokens[at + 1]?.value ?? null;
      if (kind !== 'word' || !value.endsWith('.install') || !isSign(tokens[at + 1], '(')) continue;
      let option: string | null = null;
      for (const argument of argumentsOf(source, at + 1)) {
        if (argument.label !== null) continue;
        const text = textIn(source, argument);
        if (text === null) {
          const line = tokens[at]?.line ?? null;
          unresolved.push({ what: 'what a session installs is computed', line });
          option = null;
          continue;
        }
        const one = itemOf(option === null ? text : `${option} ${text}`, 'develop', session, includes);
        option = option === null && FILE_OPTIONS.has(text) ? text : null;
        if (one !== null) dependencies.push(one);
      }
    }
    return { dependencies: unique(dependencies), project: null, includes, unresolved };
  },
};

/** A requirement; null for options and paths, of which those of files are put among the includes. */
function itemOf(
  item: string,
  type: string,
  condition: string | null,
  includes: string[],
): ManifestDependency | null {
  const text = item.trim();
  if (text.length > MAX_ITEM) return null;
  if (text.startsWith('-')) {
    const file = FILE_OPTION.exec(text)?.[1]?.trim();
    if (file) includes.push(file.replace(/^\{(?:toxinidir|tox_root)\}\//, ''));
    return null;
  }
  const template = text.indexOf('{');
  const parts = splitRequirement(template > 0 ? text.slice(0, template).replace(/[=<>~!]+$/, '') : text);
  if (parts === null) return null;
  return dependency(parts.name, parts.specifier || null, type, {
    direct: true,
    source: parts.url,
    condition: both(condition, parts.marker),
  });
}
