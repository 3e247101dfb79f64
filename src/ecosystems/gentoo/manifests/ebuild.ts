/**
 * An ebuild, https://projects.gentoo.org/pms/8/pms.html: the variables RDEPEND, DEPEND and their kin of a script that is not run. They may
 * put each other in (`"${RDEPEND} ..."`), which is followed; what else is put in is not known, nor what eclasses add.
 */
import { shellAssignments } from '../../../formats/shell-assignments.ts';
import { dependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { splitFile } from '../cache-entry.ts';
import { dependenciesOf } from '../dependencies.ts';

const FIELDS: ReadonlySet<string> = new Set(['RDEPEND', 'PDEPEND', 'BDEPEND', 'DEPEND', 'IDEPEND']);
/** Most characters that variables put in, into one value and into all. */
const MAX_VALUE = 200_000;
const MAX_VALUES = 2_000_000;
const VARIABLE = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;

export const ebuild: ManifestReader = {
  parse(input) {
    const values = new Map<string, string>();
    const unresolved: Unresolved[] = [];
    let left = MAX_VALUES;
    for (const { name, appends, words, within, line } of shellAssignments(input.text, 'ebuild')) {
      if (within !== null) continue;
      const before = appends ? `${values.get(name) ?? ''} ` : '';
      const value = before + expanded(words[0]?.text ?? '', values, Math.min(MAX_VALUE, left));
      left -= value.length;
      values.set(name, value);
      if (FIELDS.has(name) && value.includes('$'))
        unresolved.push({ what: `what variables put into ${name}`, line });
    }
    const known = new Map([...values].filter(([name]) => FIELDS.has(name)));
    const dependencies = dependenciesOf(known).flatMap(record =>
      record.alternative
        ? []
        : dependency(record.name, record.requirement, record.kind, {
            direct: true,
            optional: record.optional ? true : null,
            condition: record.qualifiers?.condition ?? null,
          }),
    );
    const folders = input.path.split('/');
    const own = splitFile((folders.at(-1) ?? '').replace(/\.ebuild$/, ''));
    const category = folders.at(-3);
    return {
      dependencies,
      unresolved,
      project: {
        name: own && category ? `${category}/${own.name}` : (own?.name ?? null),
        version: own?.version ?? null,
        license: values.get('LICENSE')?.trim() || null,
      },
    };
  },
};

/** With the variables that are known, as long as there is room; others stay as written. */
function expanded(text: string, values: ReadonlyMap<string, string>, most: number): string {
  if (!text.includes('$')) return text;
  let room = most;
  return text.replace(VARIABLE, (written, braced: string | undefined, plain: string | undefined) => {
    const value = values.get(braced ?? plain ?? '');
    if (value === undefined || value.length > room) return written;
    room -= value.length;
    return value;
  });
}
