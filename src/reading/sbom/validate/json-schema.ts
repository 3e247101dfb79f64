/** JSON Schema with ajv: compiled once, and what it finds in words. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { JsonDocument } from '../../../formats/json.ts';
import type { ProblemList } from './problem.ts';

/** A schema that gives all errors, or only the first, which is for large documents. */
export type CompiledSchema = { all: ValidateFunction; first: ValidateFunction };

/** @param shared schemas that it refers to. */
export async function compileSchema(schema: object, shared: readonly object[] = []): Promise<CompiledSchema> {
  const [{ default: ajvModule }, { default: formatsModule }] = await Promise.all([
    import('ajv'),
    import('ajv-formats'),
  ]);
  const make = (allErrors: boolean) => {
    const ajv = new ajvModule.Ajv({ strict: false, allErrors, validateFormats: true, logger: false });
    formatsModule.default(ajv);
    // Formats of internationalised addresses, which ajv-formats leaves out.
    ajv.addFormat('iri-reference', isIriReference);
    ajv.addFormat(
      'idn-email',
      text => text.length <= 320 && text.indexOf('@') > 0 && !text.endsWith('@') && !/\s/.test(text),
    );
    for (const each of shared) ajv.addSchema(each);
    return ajv.compile(schema);
  };
  return { all: make(true), first: make(false) };
}

/** RFC 3987 without its character tables: no white space, controls or signs that must be encoded, and whole `%xx`. */
function isIriReference(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code === 0x7f || '"<>\\^`{|}'.includes(text.charAt(i))) return false;
    if (code === 0x25 && !/^[0-9a-fA-F]{2}$/.test(text.slice(i + 1, i + 3))) return false;
  }
  return true;
}

/** @param isLarge gives the first error alone: all of a large document would be more than memory should hold. */
export function checkSchema(
  { all, first }: CompiledSchema,
  document: JsonDocument,
  list: ProblemList,
  isLarge: boolean,
): void {
  const validate = isLarge ? first : all;
  if (validate(document)) return;
  for (const { path, message } of explained(validate.errors ?? [])) list.add(path, message);
}

/**
 * Errors in words. Where none of several alternatives fits, what each of them lacks says less than that none fits: those of the
 * deepest place are kept.
 */
function explained(errors: readonly ErrorObject[]): { path: string; message: string }[] {
  const seen = new Set<string>();
  const out: { path: string; message: string }[] = [];
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    const path = error.instancePath;
    const isChoice = error.keyword === 'oneOf' || error.keyword === 'anyOf';
    const isCovered =
      isChoice && errors.some(other => other !== error && other.instancePath.startsWith(`${path}/`));
    const message = messageOf(error);
    const key = `${path}\n${message}`;
    if (isCovered || seen.has(key)) continue;
    seen.add(key);
    out.push({ path, message });
    if (out.length > 1_000) break;
  }
  return out;
}

/** An error in words. */
export function messageOf({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `has no member ${JSON.stringify(String(params.additionalProperty).slice(0, 100))}`;
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[])
        .slice(0, 12)
        .map(each => JSON.stringify(each))
        .join(', ')}${(params.allowedValues as unknown[]).length > 12 ? ' ...' : ''}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case 'oneOf':
    case 'anyOf':
      return 'fits none, or more than one, of the forms that are allowed here';
    default:
      return message;
  }
}
