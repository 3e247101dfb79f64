// From an OpenAPI document (3.1, as src/api/openapi.ts makes it) to the text of a file of TypeScript: its schemas as types, its
// operations as types, and a table of them for src/client/operations.ts.

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const property = name => (IDENTIFIER.test(name) ? name : JSON.stringify(name));

/** A name of a schema as that of a type: `Package`, `purl-lookup` as `PurlLookup`. */
const typeName = name => name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first) => first.toUpperCase());

/** JSON Schema as a type. What it has no notion of (formats, bounds) is left to the server. */
export function typeOf(schema) {
  if (schema === true || schema === undefined) return 'unknown';
  if (schema === false) return 'never';
  if (schema.$ref) return typeName(schema.$ref.split('/').at(-1));
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map(value => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(typeOf));
  if (schema.allOf) return schema.allOf.map(part => wrapped(typeOf(part))).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map(type => typeOf({ ...schema, type })));
  if (schema.type === 'array') return arrayOf(schema);
  if (schema.type === 'object' || schema.properties || schema.patternProperties) return objectOf(schema);
  return (
    { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' }[
      schema.type
    ] ?? 'unknown'
  );
}

function union(types) {
  const unique = [...new Set(types)];
  return unique.includes('unknown') ? 'unknown' : unique.join(' | ') || 'never';
}

const wrapped = type => (/[|&]/.test(type) ? `(${type})` : type);

function arrayOf({ items, prefixItems, additionalItems }) {
  const places = prefixItems ?? (Array.isArray(items) ? items : null);
  if (places === null) return `${wrapped(typeOf(items))}[]`;
  return `[${[...places.map(typeOf), ...(additionalItems === false || items === false || prefixItems ? [] : ['...unknown[]'])].join(', ')}]`;
}

function objectOf({ properties = {}, required = [], patternProperties, additionalProperties }) {
  const rest = patternProperties
    ? Object.values(patternProperties)
    : typeof additionalProperties === 'object'
      ? [additionalProperties]
      : [];
  const names = Object.entries(properties);
  const record = rest.length > 0 ? `Record<string, ${union(rest.map(typeOf))}>` : null;
  if (names.length === 0)
    return record ?? (additionalProperties === false ? 'Record<string, never>' : 'Record<string, unknown>');
  const own = `{\n${names.map(([name, schema]) => `${comment(schema.description)}${property(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`).join('\n')}\n}`;
  return record === null ? own : `${own} & ${record}`;
}

/** A number, or how it is worked out. */
const costText = cost => (typeof cost === 'number' ? cost : cost.description);

const comment = text =>
  text ? `/** ${String(text).replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */\n` : '';

function parametersOf(operation, place) {
  const of = operation.parameters.filter(parameter => parameter.in === place);
  const properties = Object.fromEntries(
    of.map(({ name, schema, description }) => [name, { ...schema, description }]),
  );
  const required = of.filter(parameter => parameter.required).map(({ name }) => name);
  return of.length === 0 ? 'object' : objectOf({ properties, required });
}

function bodyOf({ requestBody }) {
  if (!requestBody) return 'never';
  const types = Object.entries(requestBody.content).map(([type, { schema }]) =>
    type.includes('json')
      ? typeOf(schema)
      : type === 'multipart/form-data'
        ? 'FormData'
        : 'Uint8Array<ArrayBuffer> | Blob',
  );
  return union(types);
}

function responseOf({ responses }) {
  const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const types = answers.map(([, answer]) => typeOf(answer.content?.['application/json']?.schema));
  return union(types);
}

/**
 * @param basePath where the paths of the document are mounted: `/packages/api/v1`.
 * @returns the file; `name` is that of the service in code: `PackagesOperations`, `packagesTable`.
 */
export function clientFile(name, { info, paths, components }, basePath) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...operation,
    })),
  );
  const ids = operations.map(({ operationId }) => operationId);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw new Error(`${name}: two operations are called ${twice}`);
  for (const { operationId, parameters } of operations) {
    const names = parameters.map(parameter => parameter.name);
    if (names.includes('body') || new Set(names).size !== names.length)
      throw new Error(`${name}.${operationId}: names of parameters meet`);
  }
  const type = typeName(name);
  const schemas = Object.entries(components.schemas).filter(([schema]) => schema !== 'Error');
  return `// Generated by scripts/generate-client.mjs from the routes of the service. Do not edit.
import type { OperationTable } from '../operations.ts';

${schemas.map(([schema, body]) => `${comment(body.description)}export type ${typeName(schema)} = ${typeOf(body)};\n`).join('\n')}
/** ${info.title}: ${info.description.replaceAll('*/', '')} */
export interface ${type}Operations {
${operations
  .map(
    operation => `${comment(`${operation.summary}; costs ${costText(operation['x-cost'])}`)}${property(operation.operationId)}: {
  path: ${parametersOf(operation, 'path')};
  query: ${parametersOf(operation, 'query')};
  body: ${bodyOf(operation)};
  response: ${responseOf(operation)};
};`,
  )
  .join('\n')}
}

export const ${name}Table: OperationTable<${type}Operations> = {
${operations.map(({ operationId, method, path }) => `${property(operationId)}: ['${method}', '${basePath}${path}'],`).join('\n')}
};
`;
}
