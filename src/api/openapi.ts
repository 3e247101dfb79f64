/** The OpenAPI 3.1 document of a service, generated from its routes. */
import type { TSchema } from 'typebox';
import type { Route, Service } from '../services/service.ts';
import { createSchemaShelf, type JsonSchema } from './openapi-schemas.ts';

export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, JsonSchema>;
  'x-cost': number | { base: number; description: string };
  'x-new'?: true;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; description: string; version: string; license: { name: string; url: string } };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, JsonSchema> };
}

const API_VERSION = '1.0.0';
const DATA_LICENCE = { name: 'CC-BY-SA-4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' };
const ERROR_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: { type: 'string' },
    parameter: { type: 'string', description: 'the parameter that the error is about' },
  },
};
const ERRORS: [status: string, name: string, description: string][] = [
  ['400', 'BadRequest', 'A parameter is unknown or has a value that is not allowed; it is named'],
  ['401', 'Unauthorized', 'The key is not valid: it is unknown, mistyped, expired or revoked'],
  [
    '403',
    'Forbidden',
    'The key may not do this, its account is suspended, or the site answers nobody without a name',
  ],
  ['404', 'NotFound', 'What was asked for does not exist here'],
  [
    '429',
    'TooManyRequests',
    'A limit is used up; Retry-After says when to come back, and the body what to do',
  ],
  ['503', 'Unavailable', 'The database is not available; Retry-After says when to come back'],
];

/** @param serverUrl public URL of the service's `/api/v1`. */
export function openApiDocument(service: Service, serverUrl: string): OpenApiDocument {
  const shelf = createSchemaShelf();
  const paths: OpenApiDocument['paths'] = {};
  for (const route of service.routes) {
    const path = route.path.replaceAll('+}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, shelf.place) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: service.title,
      description: service.description,
      version: API_VERSION,
      license: DATA_LICENCE,
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { schemas: { ...shelf.schemas(), Error: ERROR_SCHEMA }, responses: errorResponses() },
  };
}

function operation(route: Route, place: (schema: TSchema) => JsonSchema): OpenApiOperation {
  const body = requestBody(route, place);
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: route.tags,
    parameters: [...pathParameters(route), ...queryParameters(route, place), ...headerParameters(route)],
    ...(body ? { requestBody: body } : {}),
    responses: {
      '200': { description: 'OK', content: { 'application/json': { schema: place(route.response) } } },
      ...Object.fromEntries(
        ERRORS.map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
      ),
    },
    'x-cost':
      typeof route.cost === 'number'
        ? route.cost
        : { base: route.cost.base, description: route.cost.describe },
    ...(route.isNew ? { 'x-new': true } : {}),
  };
}

/** Files are sent as fields of a form, or one of them as the body. */
function requestBody(
  { body, upload }: Route,
  place: (schema: TSchema) => JsonSchema,
): OpenApiOperation['requestBody'] {
  if (body) return { required: true, content: { 'application/json': { schema: place(body) } } };
  if (!upload) return undefined;
  const file: JsonSchema = { type: 'string', contentMediaType: 'application/octet-stream' };
  const files: JsonSchema = { type: 'array', items: file, maxItems: upload.maxFiles };
  return {
    required: false,
    content: {
      'multipart/form-data': { schema: { type: 'object', properties: { file: files } } },
      'application/octet-stream': { schema: file },
    },
  };
}

function pathParameters({ path }: Route): OpenApiParameter[] {
  return [...path.matchAll(/\{(\w+)(\+?)\}/g)].map(([, name, plus]) => ({
    name: name as string,
    in: 'path',
    required: true,
    ...(plus ? { description: 'slashes may be written as they are or as %2F' } : {}),
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Route, place: (schema: TSchema) => JsonSchema): OpenApiParameter[] {
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => {
    const { description, ...rest } = place(schema as TSchema) as JsonSchema & { description?: string };
    return {
      name,
      in: 'query',
      required: query?.required?.includes(name) ?? false,
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function headerParameters({ idempotent }: Route): OpenApiParameter[] {
  if (!idempotent) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'one key for each request that is meant once, such as a UUID: sent again within a day it is done once and answered alike',
      schema: { type: 'string', maxLength: 257 },
    },
  ];
}

function errorResponses(): Record<string, JsonSchema> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(ERRORS.map(([, name, description]) => [name, { description, content }]));
}
