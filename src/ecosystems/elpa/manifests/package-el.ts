/**
 * What packages of Emacs say of themselves (https://www.gnu.org/software/emacs/manual/html_node/elisp/Packaging.html): the header
 * `Package-Requires: ((emacs "27.1") (dash "2.0"))`, over several lines if need be, and the `define-package` form of NAME-pkg.el.
 */
import { formArguments, formText, type LispForm, lispForms } from '../../../formats/lisp-forms.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

/** Headers stand before the code; nothing further on is looked at. */
const MAX_HEADER_LINES = 2_000;

export const packageRequires: ManifestReader = {
  parse(input) {
    const headers = headersOf(input.text);
    const [list] = lispForms(headers.get('package-requires') ?? '', 'Package-Requires');
    const file = input.path.slice(input.path.lastIndexOf('/') + 1).replace(/\.el$/, '');
    return {
      dependencies: requirementsIn(list),
      project: {
        name: file || null,
        version: headers.get('package-version') ?? headers.get('version') ?? null,
        license: headers.get('spdx-license-identifier') ?? null,
      },
    };
  },
};

export const definePackage: ManifestReader = {
  parse(input) {
    for (const form of lispForms(input.text, 'pkg.el')) {
      const [name, version, , requirements] = formArguments(form, 'define-package') ?? [];
      if (name === undefined) continue;
      return {
        dependencies: requirementsIn(requirements),
        project: { name: formText(name), version: formText(version), license: null },
      };
    }
    return { dependencies: [], project: null };
  },
};

/** `((name "1.0") other)`; a quote that is spelt out is passed over. */
function requirementsIn(form: LispForm | undefined): ManifestDependency[] {
  const list = formArguments(form, 'quote')?.[0] ?? form;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap(item => {
    const name = formText(item.kind === 'list' ? item.items[0] : item);
    const version = item.kind === 'list' ? formText(item.items[1]) : null;
    return name === null || name === 'nil' ? [] : [dependency(name, version, 'runtime', { direct: true })];
  });
}

/** By name in lower case, of comments `;; Name: value`; a line without a name that is indented goes on with the one before. */
function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  let open: string | null = null;
  let lines = 0;
  for (let at = 0; at < text.length && lines < MAX_HEADER_LINES; lines++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const line = text.slice(at, Math.min(end, at + 5_000));
    at = end + 1;
    if (!line.startsWith(';')) {
      open = null;
      continue;
    }
    const comment = line.replace(/^;+/, '');
    const match = /^[ \t]?([A-Za-z][A-Za-z-]{0,50})[ \t]*:(.*)/s.exec(comment);
    if (match) {
      open = (match[1] as string).toLowerCase();
      if (!headers.has(open)) headers.set(open, (match[2] as string).trim());
    } else if (open !== null && /^[ \t]{2,}\S/.test(comment))
      headers.set(open, `${headers.get(open) ?? ''}\n${comment.trim()}`);
    else open = null;
  }
  return headers;
}
