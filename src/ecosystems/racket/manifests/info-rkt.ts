/**
 * info.rkt, https://docs.racket-lang.org/pkg/metadata.html: `(define deps '("base" ("other" #:version "1.0")))`. Its language is too small
 * to compute much; what is no list of texts is told of.
 */
import { formArguments, formText, type LispForm, lispForms } from '../../../formats/lisp-forms.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['deps', 'runtime'],
  ['build-deps', 'build'],
]);

export const infoRkt: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const values = new Map<string, LispForm>();
    for (const form of definitionsIn(lispForms(input.text, 'info.rkt'))) {
      const [name, value] = formArguments(form, 'define') ?? [];
      const key = formText(name);
      if (key === null || value === undefined) continue;
      values.set(key, value);
      const type = TYPES.get(key);
      if (type === undefined) continue;
      for (const item of itemsOf(value)) {
        const one = entryOf(item, type);
        if (one) dependencies.push(one);
        else unresolved.push({ what: `an entry of "${key}" is computed`, line: item.line });
      }
    }
    const license = values.get('license');
    return {
      dependencies,
      unresolved,
      project: {
        name: textOf(values.get('collection')),
        version: textOf(values.get('version')),
        license: license === undefined ? null : licenseOf(license),
      },
    };
  },
};

/** Definitions stand at the top, or in `(module info setup/infotab ...)`. */
function definitionsIn(forms: readonly LispForm[]): LispForm[] {
  return forms.flatMap(form => formArguments(form, 'module') ?? [form]);
}

/** `'(...)`, `(list ...)` and `(quote (...))`. */
function itemsOf(value: LispForm): LispForm[] {
  if (value.kind !== 'list') return [value];
  const quoted = formArguments(value, 'quote')?.[0];
  if (quoted?.kind === 'list') return quoted.items;
  const rest = formArguments(value, 'list');
  if (rest) return rest;
  return value.items[0]?.kind === 'symbol' ? [value] : value.items;
}

/** `"name"`, `("name" "1.0")` or `("name" #:version "1.0" #:platform 'windows)`. null for all else. */
function entryOf(item: LispForm, type: string): ManifestDependency | null {
  const parts = item.kind === 'list' ? (formArguments(item, 'list') ?? item.items) : [item];
  const [first, second] = parts;
  if (first?.kind !== 'text' || first.text === '') return null;
  const after = (keyword: string) => {
    const at = parts.findIndex(part => part.kind === 'symbol' && part.text === keyword);
    return at < 0 ? null : formText(parts[at + 1]);
  };
  const version = second?.kind === 'text' ? second.text : after('#:version');
  return dependency(nameOf(first.text), version, type, {
    direct: true,
    condition: after('#:platform'),
    source: first.text.includes('/') ? first.text : null,
  });
}

/** Of a source such as `git://github.com/owner/name.git?path=x` the name that Racket infers from it. */
function nameOf(source: string): string {
  if (!source.includes('/')) return source;
  const address = source.split(/[?#]/, 1)[0]?.replace(/(?:\.git)?\/?$/, '') ?? '';
  return address.slice(address.lastIndexOf('/') + 1) || source;
}

function textOf(form: LispForm | undefined): string | null {
  return form?.kind === 'text' && form.text !== '' ? form.text : null;
}

/** `'MIT` or `'(Apache-2.0 OR MIT)`. */
function licenseOf(form: LispForm): string | null {
  if (form.kind !== 'list') return form.text || null;
  const words = form.items.map(item => (item.kind === 'list' ? `(${licenseOf(item) ?? ''})` : item.text));
  return words.join(' ') || null;
}
