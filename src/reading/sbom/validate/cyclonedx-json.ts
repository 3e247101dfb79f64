/** CycloneDX in JSON against the official JSON schemas, with ajv. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { JsonDocument } from '../../../formats/json.ts';
import type { ProblemList } from './problem.ts';
import { loadSchemas } from './schemas.ts';

const compiled = new Map<string, Promise<ValidateFunction[]>>();

/** Items of large lists that are checked at once when only the first problem is looked for. */
const LARGE = 20_000;

async function compile(version: string): Promise<ValidateFunction[]> {
  const [{ default: ajvModule }, { default: formatsModule }, { json, shared }] = await Promise.all([
    import('ajv'),
    import('ajv-formats'),
    loadSchemas(version),
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
    for (const schema of shared) ajv.addSchema(JSON.parse(schema));
    return ajv.compile(JSON.parse(json));
  };
  return [make(true), make(false)];
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

export async function checkCycloneDxJson(
  document: JsonDocument,
  version: string,
  list: ProblemList,
): Promise<void> {
  let functions = compiled.get(version);
  if (functions === undefined) {
    functions = compile(version);
    compiled.set(version, functions);
  }
  const [all, first] = await functions;
  const size = Array.isArray(document.components) ? document.components.length : 0;
  // Every error of a large document would be more than memory should hold.
  const validate = size > LARGE ? first : all;
  if (validate === undefined || validate(document)) return;
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

function messageOf({ keyword, params, message = 'is not valid' }: ErrorObject): string {
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
