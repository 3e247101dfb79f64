/**
 * `.gitmodules`: https://git-scm.com/docs/gitmodules. The commit of a submodule stands in the tree of the repository, not here; a branch
 * is what it follows.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const MAX_VALUE = 4_000;

export const gitmodules: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let module: Map<string, string> | null = null;
    let title = '';
    const end = () => {
      if (module === null) return;
      const name = module.get('path') ?? title;
      const url = module.get('url') ?? null;
      if (name !== '')
        dependencies.push(
          dependency(name, module.get('branch'), 'submodule', {
            direct: true,
            // An address that begins with dots is one beside that of the repository itself.
            source: url,
            alias: title === '' || title === name ? null : title,
          }),
        );
      module = null;
    };
    for (const line of linesOf(input.text)) {
      const text = line.trim();
      if (text.startsWith('[')) {
        end();
        const quote = text.indexOf('"');
        title = text.slice(quote + 1, Math.max(quote + 1, text.lastIndexOf('"')));
        module = /^\[submodule[ \t]*"/.test(text) ? new Map() : null;
      } else if (module !== null && !text.startsWith('#') && !text.startsWith(';')) {
        const equals = text.indexOf('=');
        if (equals > 0 && text.length <= MAX_VALUE)
          module.set(text.slice(0, equals).trim().toLowerCase(), unquoted(text.slice(equals + 1).trim()));
      }
    }
    end();
    return { dependencies, project: null };
  },
};

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
