/** Reads what a request says of its environment and options against what a resolver knows. */
import { InputError } from '../core/errors.ts';
import type { ResolverSetting } from './types.ts';

/**
 * What was said, with the defaults of what was not.
 * @param field how the request calls these settings: `environment`, `options`.
 * @throws InputError with field `<field>.<name>` for a name that is not known or a value that it cannot have.
 */
export function readSettings(
  said: Readonly<Record<string, string>>,
  known: readonly ResolverSetting[],
  field: string,
): Record<string, string> {
  for (const name of Object.keys(said))
    if (!known.some(setting => setting.name === name))
      throw new InputError(
        `${field}.${name}`,
        `${field}: "${name}" is none of ${listed(known.map(one => one.name))}`,
      );
  const settings: Record<string, string> = {};
  for (const { name, default: standard, values } of known) {
    const value = Object.hasOwn(said, name) ? said[name]! : standard;
    if (values !== null && !values.includes(value))
      throw new InputError(`${field}.${name}`, `${field}.${name} is none of ${listed(values)}`);
    settings[name] = value;
  }
  return settings;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'what there is: nothing can be set' : names.map(name => `"${name}"`).join(', ');
}
