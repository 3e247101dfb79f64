import { InputError } from '../../core/errors.ts';
import type { ResolverSetting } from '../types.ts';

/**
 * The settings of a request with the defaults of those that it leaves out.
 *
 * @param field `environment` or `options`: where they stand in the request.
 * @throws InputError for a setting that there is not, or a value that it cannot have.
 */
export function settingsOf(
  field: 'environment' | 'options',
  given: Readonly<Record<string, string>>,
  settings: readonly ResolverSetting[],
): Record<string, string> {
  const known = new Map(settings.map(setting => [setting.name, setting]));
  for (const name of Object.keys(given)) {
    if (known.has(name)) continue;
    throw new InputError(
      `${field}.${name}`,
      `unknown setting; there are: ${[...known.keys()].join(', ') || 'none'}`,
    );
  }
  return Object.fromEntries(
    settings.map(({ name, values, default: usual }) => {
      const value = Object.hasOwn(given, name) ? (given[name] as string) : usual;
      if (values !== null && !values.includes(value))
        throw new InputError(
          `${field}.${name}`,
          `is ${JSON.stringify(value.slice(0, 80))}, but may be: ${values.join(', ')}`,
        );
      return [name, value];
    }),
  );
}
