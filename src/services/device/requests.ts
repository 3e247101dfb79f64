/** What programs send: a form, as RFC 8628 has it, or the same as JSON. */
import { type Static, type TObject, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { SCOPES, type Scope } from '../../core/access.ts';
import { InputError } from '../../core/errors.ts';
import { readName } from '../../core/people.ts';

const text = (maxLength: number, description?: string) =>
  Type.String({ maxLength, ...(description ? { description } : {}) });

export const DeviceRequest = Type.Object({
  client_id: text(200, 'what the program is called'),
  scope: Type.Optional(text(500, `separated by spaces: ${SCOPES.join(' ')}; default read:public`)),
  name: Type.Optional(text(100, 'what the key is to be called; default: client_id')),
});

export const TokenRequest = Type.Object({
  client_id: Type.Optional(text(200)),
  grant_type: Type.Literal('urn:ietf:params:oauth:grant-type:device_code'),
  device_code: text(200),
});

/** @throws InputError naming the field. */
export function readFields<T extends TObject>(
  schema: T,
  body: unknown,
  contentType: string | undefined,
): Static<T> {
  const raw = (body as Buffer).toString('utf8');
  const value = /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')
    ? Object.fromEntries(new URLSearchParams(raw))
    : parse(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError('body', 'the body must be a form or a JSON object');
  const names = Object.keys(schema.properties);
  // Parameters that are not known are ignored (RFC 6749, section 3.1).
  const known = Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
  const validator = Compile(schema);
  if (validator.Check(known)) return known as Static<T>;
  const wrong = names.find(name => !Compile(Type.Pick(schema, [name as never])).Check(known)) ?? 'body';
  throw new InputError(wrong, wrong in known ? `${wrong} is not valid` : `${wrong} is required`);
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new InputError('body', 'the body must be a form or a JSON object');
  }
}

/** @throws InputError for one that is not known. */
export function readScope(scope: string | undefined): Scope[] {
  const names = [...new Set((scope ?? 'read:public').split(/\s+/).filter(Boolean))];
  return names.map(name => {
    const known = SCOPES.find(each => each === name);
    if (known === undefined) throw new InputError('scope', `scope must be of ${SCOPES.join(' ')}`);
    return known;
  });
}

export function readClientName({ client_id: id, name }: { client_id: string; name?: string }): string {
  return readName(name ?? id, name === undefined ? 'client_id' : 'name');
}
