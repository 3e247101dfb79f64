/**
 * `setup.py`, https://setuptools.pypa.io/en/latest/references/keywords.html: a Python program that calls `setup`; it is not run. Lists of texts are
 * read, where they stand in the call or are names set at the margin of the file.
 */
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import {
  callsOf,
  entriesIn,
  type PythonProgram,
  type Range,
  readPython,
  textOf,
  textsIn,
  underKey,
} from './python-values.ts';
import { both, splitRequirement, unique } from './requirement-text.ts';

/** Keywords of `setup` in the order in which they are given out, with the type of what they list. */
const LISTS = [
  ['install_requires', 'runtime'],
  ['setup_requires', 'build'],
  ['tests_require', 'test'],
] as const;

export const setupPy: ManifestReader = {
  parse(input) {
    const program = readPython(input.text, 'setup.py');
    const calls = callsOf(program, 'setup');
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const keywordOf = (key: string): Range | null =>
      calls.find(call => call.has(key))?.get(key) ?? underKey(program, key) ?? program.names.get(key) ?? null;
    const lineOf = (range: Range) => program.source.tokens[range.from]?.line ?? null;
    for (const [key, type] of LISTS) {
      const range = keywordOf(key);
      if (range === null) continue;
      if (!readList(program, range, type, null, dependencies))
        unresolved.push({ what: `${key} is computed`, line: lineOf(range) });
    }
    const extras = keywordOf('extras_require');
    const entries = extras && entriesIn(program, extras);
    if (extras && !entries) unresolved.push({ what: 'extras_require is computed', line: lineOf(extras) });
    for (const entry of entries ?? []) {
      const isRead = entry.label !== null && readList(program, entry, 'optional', entry.label, dependencies);
      if (!isRead) unresolved.push({ what: `an extra of extras_require is computed`, line: lineOf(entry) });
    }
    const text = (key: string) => {
      const range = calls.find(call => call.has(key))?.get(key);
      return (range && textOf(program, range)) || null;
    };
    return {
      dependencies: unique(dependencies),
      project:
        calls.length > 0 ? { name: text('name'), version: text('version'), license: text('license') } : null,
      unresolved,
    };
  },
};

/** Whether all of a list could be read. `key` of an extra may hold a marker: `name:marker`. */
function readList(
  program: PythonProgram,
  range: Range,
  type: string,
  key: string | null,
  dependencies: ManifestDependency[],
): boolean {
  const { texts, isComplete } = textsIn(program, range);
  const colon = key?.indexOf(':') ?? -1;
  const extra = key === null ? '' : colon < 0 ? key : key.slice(0, colon);
  const marker = key === null || colon < 0 ? null : key.slice(colon + 1);
  // One text may hold a requirement a line.
  for (const written of texts.flatMap(text => text.split('\n'))) {
    const parts = splitRequirement(written);
    if (parts === null) continue;
    dependencies.push(
      dependency(parts.name, parts.specifier || null, type, {
        direct: true,
        optional: extra === '' ? null : true,
        source: parts.url,
        condition: both(both(extra === '' ? null : `extra == "${extra}"`, marker), parts.marker),
      }),
    );
  }
  return isComplete;
}
