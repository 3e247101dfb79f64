/**
 * A spec file, https://rpm-software-management.github.io/rpm/manual/spec.html: the tags of the package and its subpackages. Macros are
 * not expanded: what begins with one has no name, others are marked.
 */
import type { ManifestDependency, ManifestReader, Unresolved } from '../../manifest.ts';
import { requirementsIn } from './requirements.ts';

const TYPES: ReadonlyMap<string, { type: string; optional: boolean | null }> = new Map([
  ['buildrequires', { type: 'build', optional: null }],
  ['requires', { type: 'runtime', optional: null }],
  ['prereq', { type: 'runtime', optional: null }],
  ['recommends', { type: 'runtime', optional: true }],
  ['suggests', { type: 'runtime', optional: true }],
]);

/** Behind these come scripts, lists and text, up to the next `%package`. */
const SECTIONS: ReadonlySet<string> = new Set(
  [
    'description prep generate_buildrequires conf build install check clean files changelog sourcelist patchlist',
    'pre post preun postun pretrans posttrans preuntrans postuntrans verify',
    'trigger triggerin triggerun triggerpostun triggerprein filetriggerin filetriggerun filetriggerpostun',
    'transfiletriggerin transfiletriggerun transfiletriggerpostun',
  ].flatMap(line => line.split(' ')),
);

export const spec: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const tags = new Map<string, string>();
    const conditions: string[] = [];
    let inPreamble = true;
    for (const [i, raw] of input.text.split('\n').entries()) {
      const line = raw.trim();
      if (line.startsWith('%')) {
        const word = wordAt(line, 1);
        if (SECTIONS.has(word)) inPreamble = false;
        else if (word === 'package') inPreamble = true;
        else follow(conditions, word, line.slice(1));
        continue;
      }
      const colon = inPreamble && !line.startsWith('#') ? line.indexOf(':') : -1;
      if (colon < 1) continue;
      const tag = wordAt(line, 0).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (!tags.has(tag)) tags.set(tag, value);
      const kind = TYPES.get(tag);
      // `Requires(post)` and `BuildRequires:` are; `Requires to know: a` is a sentence.
      if (!kind || !isTag(line, tag.length, colon)) continue;
      const more = { ...kind, condition: conditions.join(' and ') || null };
      const { found, computed } = requirementsIn(value, more);
      dependencies.push(...found);
      for (const what of computed) unresolved.push({ what, line: i + 1 });
    }
    const known = (tag: string) => {
      const value = tags.get(tag);
      return value === undefined || value === '' || value.includes('%') ? null : value;
    };
    return {
      dependencies,
      unresolved,
      project: { name: known('name'), version: known('version'), license: known('license') },
    };
  },
};

/** `%if ...`, `%ifarch ...`, `%else`, `%elif ...` and `%endif`, as written. */
function follow(conditions: string[], word: string, text: string): void {
  if (word.startsWith('if')) conditions.push(text);
  else if (word === 'endif') conditions.pop();
  else if (word === 'else' || word.startsWith('elif')) {
    const before = conditions.pop();
    if (before !== undefined) conditions.push(word === 'else' ? `else of ${before}` : text);
  }
}

/** Whether nothing but a bracket stands between the tag's name and the colon. */
function isTag(line: string, end: number, colon: number): boolean {
  const between = line.slice(end, colon).trim();
  return between === '' || (between.startsWith('(') && between.endsWith(')'));
}

function wordAt(line: string, start: number): string {
  let end = start;
  while (/[A-Za-z_]/.test(line[end] ?? ' ')) end++;
  return line.slice(start, end);
}
