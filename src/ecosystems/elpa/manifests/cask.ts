/**
 * Cask, https://cask.readthedocs.io/en/latest/guide/dsl.html, and Eask, https://emacs-eask.github.io/DSL/: `(depends-on "dash" "2.0")`,
 * those for development in `(development ...)`.
 */
import { formArguments, formText, type LispForm, lispForms } from '../../../formats/lisp-forms.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
} from '../../manifest.ts';

export const cask: ManifestReader = { parse: input => read(lispForms(input.text, 'Cask')) };
export const eask: ManifestReader = { parse: input => read(lispForms(input.text, 'Eask')) };

function read(forms: readonly LispForm[]) {
  const dependencies: ManifestDependency[] = [];
  const includes: string[] = [];
  let project: ManifestProject | null = null;
  for (const form of forms) {
    const [name, version] = formArguments(form, 'package') ?? [];
    if (name) project = { name: formText(name), version: formText(version), license: null };
    const file = formText(formArguments(form, 'package-file')?.[0]);
    if (file) includes.push(file);
    add(form, 'runtime', dependencies);
    for (const inner of formArguments(form, 'development') ?? []) add(inner, 'development', dependencies);
  }
  return { dependencies, project, includes };
}

function add(form: LispForm, type: string, dependencies: ManifestDependency[]): void {
  const [name, ...rest] = formArguments(form, 'depends-on') ?? [];
  const text = formText(name);
  if (!text) return;
  const first = rest[0];
  const option = (keyword: string) => {
    const at = rest.findIndex(item => item.kind === 'symbol' && item.text === keyword);
    return at < 0 ? null : formText(rest[at + 1]);
  };
  const repository = option(':git') ?? option(':url') ?? option(':repo');
  dependencies.push(
    dependency(text, first?.kind === 'text' ? first.text : (option(':ref') ?? option(':branch')), type, {
      direct: true,
      source: repository,
    }),
  );
}
