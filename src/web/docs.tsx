/** The documentation of the API for people: every operation with its parameters and a command to try it, from OpenAPI. */
import type { OpenApiDocument, OpenApiOperation, OpenApiParameter } from '../api/openapi.ts';
import type { JsonSchema } from '../api/openapi-schemas.ts';
import { allowedValues, type ValueSchema } from '../api/query.ts';
import { shellQuote } from '../core/shell-quote.ts';
import type { PageResult } from '../services/service.ts';
import { Breadcrumbs } from '../ui/components/navigation.tsx';
import { Section } from '../ui/components/section.tsx';
import { Table } from '../ui/components/table.tsx';
import { Badge, CodeCopy } from '../ui/components/text.tsx';
import { paths } from '../ui/paths.ts';

export interface DescribedService {
  id: string;
  /** Path of the OpenAPI document. */
  specification: string;
  document: OpenApiDocument;
}

interface Operation extends OpenApiOperation {
  method: string;
  path: string;
}

export function docsIndex(services: DescribedService[]): PageResult {
  return {
    title: 'API',
    description: 'Every operation of the API, with its parameters and an example.',
    view: (
      <>
        <h1>API</h1>
        <div class="prose">
          <p>
            Everything on this site can be asked for by programs, without an account. Answers are JSON, may be
            cached, and are under CC BY-SA 4.0.
          </p>
        </div>
        {services.map(service => (
          <Section
            key={service.id}
            id={service.id}
            title={service.document.info.title}
            more={{ label: 'Parameters and examples', href: `${paths.docs}/${service.id}` }}
          >
            <p>{service.document.info.description}</p>
            <Table
              caption={`Operations of ${service.document.info.title}`}
              columns={[
                {
                  label: 'Operation',
                  role: 'main',
                  cell: (o: Operation) => (
                    <a href={`${paths.docs}/${service.id}#${anchor(o)}`}>
                      <code>
                        {o.method} {o.path}
                      </code>
                    </a>
                  ),
                },
                { label: 'What it gives', cell: (o: Operation) => o.summary },
              ]}
              rows={operationsOf(service.document)}
            />
            <p>
              <a href={service.specification}>OpenAPI document</a>
            </p>
          </Section>
        ))}
      </>
    ),
  };
}

export function serviceDocs({ specification, document }: DescribedService): PageResult {
  const { info, servers } = document;
  const base = servers[0]?.url ?? '';
  return {
    title: `${info.title} API`,
    description: info.description,
    view: (
      <>
        <Breadcrumbs items={[{ label: 'API', href: paths.docs }]} />
        <h1>{info.title}</h1>
        <div class="prose">
          <p>{info.description}</p>
          <p>
            Every path below follows <code>{base}</code>. The same as a file:{' '}
            <a href={specification}>OpenAPI as YAML</a>,{' '}
            <a href={specification.replace(/yaml$/, 'json')}>as JSON</a>.
          </p>
        </div>
        {operationsOf(document).map(operation => (
          <OperationSection key={anchor(operation)} operation={operation} base={base} />
        ))}
      </>
    ),
  };
}

function OperationSection({ operation, base }: { operation: Operation; base: string }) {
  const { method, path, summary, parameters, requestBody } = operation;
  return (
    <Section id={anchor(operation)} title={`${method} ${path}`}>
      <p>
        {summary} {operation['x-new'] && <Badge>only here</Badge>}
      </p>
      <CodeCopy label={`Example of ${operation.operationId}`} code={example(operation, base)} />
      {parameters.length > 0 && (
        <Table caption={`Parameters of ${method} ${path}`} columns={PARAMETER_COLUMNS} rows={parameters} />
      )}
      {requestBody && (
        <p>
          Body: <code>{typeName(requestBody.content['application/json'].schema)}</code> as JSON
        </p>
      )}
      <p>
        Answers: <code>{responseType(operation)}</code>; 400 and 422 for what cannot be read, 404 for what
        does not exist, 503 while the database is away. Costs {operation['x-cost']}.
      </p>
    </Section>
  );
}

const PARAMETER_COLUMNS = [
  { label: 'Parameter', role: 'main' as const, cell: (p: OpenApiParameter) => <code>{p.name}</code> },
  { label: 'Where', cell: (p: OpenApiParameter) => p.in },
  { label: 'Type', cell: (p: OpenApiParameter) => typeName(p.schema) },
  { label: 'Meaning', cell: (p: OpenApiParameter) => p.description ?? '' },
];

function operationsOf({ paths: byPath }: OpenApiDocument): Operation[] {
  return Object.entries(byPath).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

function anchor({ operationId }: Operation): string {
  return operationId;
}

function example({ method, path, requestBody }: Operation, base: string): string {
  const url = shellQuote(`${base}${path}`);
  if (method === 'GET') return `curl ${url}`;
  const body = requestBody
    ? ` -H 'content-type: application/json' -d ${shellQuote(sample(requestBody.content['application/json'].schema))}`
    : '';
  return `curl -X ${method} ${url}${body}`;
}

/** The smallest body that shows the shape: each property with an example of its own, else with its type. */
function sample(schema: JsonSchema): string {
  const { examples } = schema;
  if (Array.isArray(examples) && examples.length > 0) return JSON.stringify(examples[0]);
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, placeholder(value)])),
  );
}

function placeholder(schema: JsonSchema): unknown {
  const { examples, type } = schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return type === 'object' ? {} : 'text';
}

function responseType({ responses }: Operation): string {
  const content = responses['200']?.content as Record<string, { schema: JsonSchema }> | undefined;
  const schema = content?.['application/json']?.schema;
  return schema ? typeName(schema) : 'nothing';
}

/** A schema in a few words: `Package`, `list of Version`, `text`, `one of asc, desc`. */
function typeName(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'object';
  const allowed = allowedValues(schema as ValueSchema);
  if (allowed) return `one of ${allowed.join(', ')}`;
  if (Array.isArray(schema.anyOf)) return (schema.anyOf as JsonSchema[]).map(typeName).join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${typeName((schema.items ?? {}) as JsonSchema)}`;
    case 'integer':
      return 'whole number';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    default:
      return typeof schema.title === 'string' ? schema.title : String(schema.type ?? 'any value');
  }
}
