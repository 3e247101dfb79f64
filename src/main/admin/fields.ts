import { InputError } from '../../core/errors.ts';

/** @returns undefined for what is not given. @throws InputError naming the field and what it may be. */
export function oneOf<T extends string>(field: string, value: string, allowed: readonly T[]): T;
export function oneOf<T extends string>(
  field: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined;
export function oneOf<T extends string>(field: string, value: string | undefined, allowed: readonly T[]) {
  if (value === undefined) return undefined;
  const found = allowed.find(each => each === value);
  if (found === undefined) throw new InputError(field, `${field} must be one of ${allowed.join(', ')}`);
  return found;
}
