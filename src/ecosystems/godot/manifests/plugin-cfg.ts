/**
 * `addons/NAME/plugin.cfg`, an editor plugin in a project of Godot (https://docs.godotengine.org/en/stable/tutorials/plugins/editor/making_plugins.html). Addons
 * are copied into the project, so each is one that it has.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_LINES = 10_000;

export const pluginCfg: ManifestReader = {
  parse(input) {
    const values = new Map<string, string>();
    let section = '';
    let lines = 0;
    for (const line of linesOf(input.text)) {
      const text = line.trim();
      if (++lines > MAX_LINES) break;
      if (text.startsWith('[')) section = text;
      const equals = text.indexOf('=');
      if (section !== '[plugin]' || equals <= 0) continue;
      const value = text.slice(equals + 1).trim();
      const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
      values.set(text.slice(0, equals).trim(), isQuoted ? value.slice(1, -1) : value);
    }
    // Titles have blanks and change; the folder is what scripts name.
    const name = input.path.split('/').at(-2) || values.get('name');
    if (!values.has('name') || !name) throw new ManifestError('not-this-format', 'no [plugin] with a name');
    const version = values.get('version') || null;
    const title = values.get('name') as string;
    const one = dependency(name, version, null, {
      local: true,
      alias: title === name || title === '' ? null : title,
    });
    return { dependencies: [one], project: null };
  },
};
