/** The documentation of the API for people: every operation with its parameters and a command to try it, from OpenAPI. */
import type { OpenApiDocument, OpenApiOperation } from '../api/openapi.ts';
import type { JsonSchema } from '../api/openapi-schemas.ts';
import { shellQuote } from '../core/shell-quote.ts';
import type { PageResult } from '../services/service.ts';
import { Breadcrumbs } from '../ui/components/navigation.tsx';
import { Section } from '../ui/components/section.tsx';
import { Table } from '../ui/components/table.tsx';
import { Badge, CodeCopy } from '../ui/components/text.tsx';
import { paths } from '../ui/paths.ts';
import { FieldTable, parameterFields, propertyFields, shapeAnchor, TypeName } from './docs-types.tsx';

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
        <header class="page-head">
          <h1>API</h1>
          <p class="lead">
            Everything on this site can be asked for by programs, without an account. Answers are JSON and
            under CC BY-SA 4.0.
          </p>
        </header>
        {services.map(service => (
          <ServiceSection key={service.id} service={service} />
        ))}
      </>
    ),
  };
}

function ServiceSection({ service: { id, specification, document } }: { service: DescribedService }) {
  const href = `${paths.docs}/${id}`;
  const columns = [
    {
      label: 'Operation',
      role: 'main' as const,
      cell: (operation: Operation) => (
        <a href={`${href}#${operation.operationId}`}>
          <code>
            {operation.method} {operation.path}
          </code>
        </a>
      ),
    },
    { label: 'What it does', cell: (operation: Operation) => operation.summary },
  ];
  return (
    <Section id={id} title={document.info.title} more={{ label: 'Parameters and examples', href }}>
      <p>
        {document.info.description} <a href={specification}>OpenAPI document</a>
      </p>
      <Table
        caption={`Operations of ${document.info.title}`}
        columns={columns}
        rows={operationsOf(document)}
      />
    </Section>
  );
}

export function serviceDocs({ specification, document }: DescribedService): PageResult {
  const { info, servers, components } = document;
  const base = servers[0]?.url ?? '';
  return {
    title: `${info.title} API`,
    description: info.description,
    view: (
      <>
        <Breadcrumbs items={[{ label: 'API', href: paths.docs }]} />
        <header class="page-head">
          <h1>{info.title}</h1>
          <p class="lead">{info.description}</p>
        </header>
        <p>
          Every path below follows <code>{base}</code>. The same as a file:{' '}
          <a href={specification}>OpenAPI as YAML</a>,{' '}
          <a href={specification.replace(/yaml$/, 'json')}>as JSON</a>.
        </p>
        {operationsOf(document).map(operation => (
          <OperationSection key={operation.operationId} operation={operation} base={base} />
        ))}
        {Object.entries(components.schemas).map(([name, schema]) => (
          <Section key={name} id={shapeAnchor(name)} title={name}>
            <FieldTable caption={`Fields of ${name}`} fields={propertyFields(schema)} />
          </Section>
        ))}
      </>
    ),
  };
}

function OperationSection({ operation, base }: { operation: Operation; base: string }) {
  const { method, path, summary, parameters } = operation;
  const title = `${method} ${path}`;
  const body = bodyOf(operation);
  const answer = answerOf(operation);
  return (
    <Section id={operation.operationId} title={title}>
      <p>
        {summary} {operation['x-new'] && <Badge>only here</Badge>}
      </p>
      <CodeCopy label="Example" code={example(operation, base)} />
      {parameters.length > 0 && (
        <FieldTable caption={`Parameters of ${title}`} fields={parameterFields(parameters)} />
      )}
      {body && <FieldTable caption={`Fields of the body of ${title}`} fields={propertyFields(body)} />}
      <p>
        Gives {answer ? <TypeName schema={answer} /> : 'nothing'}. Costs {costText(operation['x-cost'])}.
      </p>
    </Section>
  );
}

function operationsOf({ paths: byPath }: OpenApiDocument): Operation[] {
  return Object.entries(byPath).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** A number of units, or how they are counted. */
function costText(cost: Operation['x-cost']): string {
  return typeof cost === 'number' ? String(cost) : cost.description;
}

function bodyOf({ requestBody }: Operation): JsonSchema | undefined {
  return requestBody?.content['application/json']?.schema;
}

function answerOf({ responses }: Operation): JsonSchema | undefined {
  const content = responses['200']?.content as Record<string, { schema: JsonSchema }> | undefined;
  return content?.['application/json']?.schema;
}

function example(operation: Operation, base: string): string {
  const url = shellQuote(`${base}${operation.path}`);
  if (operation.method === 'GET') return `curl ${url}`;
  const body = bodyOf(operation);
  const data = body ? ` -H 'content-type: application/json' -d ${shellQuote(sample(body))}` : '';
  return `curl -X ${operation.method} ${url}${data}`;
}

/** The smallest body that shows the shape: each property with its own example, else with a value of its type. */
function sample(schema: JsonSchema): string {
  const fields = propertyFields(schema).map(field => [field.name, placeholder(field.schema)]);
  return JSON.stringify(Object.fromEntries(fields));
}

function placeholder({ examples, type }: JsonSchema): unknown {
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  const values: Record<string, unknown> = { array: [], integer: 1, number: 1, boolean: true, object: {} };
  return values[String(type)] ?? 'text';
}
