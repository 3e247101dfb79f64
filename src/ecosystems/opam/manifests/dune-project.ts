/** `dune-project`, https://dune.readthedocs.io/en/stable/reference/dune-project/package.html: `(package (name x) (depends ...))`. */
import { type LispForm, lispForms } from '../../../formats/lisp-forms.ts';
import type { ManifestDependency, ManifestReader } from '../../manifest.ts';
import { filtered } from './filters.ts';

const OPERATORS = new Set(['=', '<', '>', '<=', '>=', '<>', '!=']);

export const duneProject: ManifestReader = {
  parse(input) {
    const forms = lispForms(input.text, 'dune-project');
    const dependencies: ManifestDependency[] = [];
    const packages = forms.filter(form => headOf(form) === 'package');
    for (const one of packages) {
      for (const field of itemsOf(one)) {
        const head = headOf(field);
        if (head !== 'depends' && head !== 'depopts') continue;
        for (const item of itemsOf(field).slice(1)) {
          const name = textOf(item) ?? headOf(item);
          if (!name) continue;
          const conditions = itemsOf(item).slice(1).flatMap(conjuncts);
          dependencies.push(filtered(name, conditions, head === 'depopts'));
        }
      }
    }
    const only = packages.length === 1 ? itemsOf(packages[0]) : [];
    const field = (name: string) => {
      const found = [...only, ...forms].find(form => headOf(form) === name);
      return textOf(itemsOf(found)[1]);
    };
    return {
      dependencies,
      project: { name: field('name'), version: field('version'), license: field('license') },
    };
  },
};

/** `(and a b)` as its parts, anything else as one. */
function conjuncts(form: LispForm): string[] {
  return headOf(form) === 'and' ? itemsOf(form).slice(1).map(written) : [written(form)];
}

/** `(>= 1)` as `>= "1"`, as opam has it, `:with-test` as `with-test`, `(or a b)` as `(a | b)`; deeper ones as `...`. */
function written(form: LispForm, depth = 0): string {
  const text = textOf(form);
  if (text !== null) return text.startsWith(':') ? text.slice(1) : text;
  if (depth > 10) return '...';
  const [operator, version] = itemsOf(form);
  if (OPERATORS.has(textOf(operator) ?? '') && textOf(version) !== null)
    return `${textOf(operator)} "${textOf(version)}"`;
  const [head, ...rest] = itemsOf(form).map(item => written(item, depth + 1));
  if (head === 'or' || head === 'and') return `(${rest.join(head === 'or' ? ' | ' : ' & ')})`;
  return [head, ...rest].join(' ');
}

function itemsOf(form: LispForm | undefined): LispForm[] {
  return form?.kind === 'list' ? form.items : [];
}

function headOf(form: LispForm | undefined): string | null {
  return textOf(itemsOf(form)[0]);
}

function textOf(form: LispForm | undefined): string | null {
  return form === undefined || form.kind === 'list' ? null : form.text;
}
