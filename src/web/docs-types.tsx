/** JSON Schema in a few words for people: `list of Version`, `text or nothing`, `one of asc, desc`. */
import type { ComponentChildren } from 'preact';
import type { OpenApiParameter } from '../api/openapi.ts';
import type { JsonSchema } from '../api/openapi-schemas.ts';
import { allowedValues, type ValueSchema } from '../api/query.ts';
import { Table } from '../ui/components/table.tsx';

/** What a value may be; shared shapes lead to where they are described on the same page. */
export function TypeName({ schema }: { schema: JsonSchema }): ComponentChildren {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return <a href={`#${shapeAnchor(name)}`}>{name}</a>;
  }
  const allowed = allowedValues(schema as ValueSchema);
  if (allowed) return allowed.length === 1 ? `always ${allowed[0]}` : `one of ${allowed.join(', ')}`;
  if (Array.isArray(schema.anyOf)) {
    return (schema.anyOf as JsonSchema[]).map((option, index) => [
      index > 0 && ' or ',
      <TypeName key={index} schema={option} />,
    ]);
  }
  switch (schema.type) {
    case 'array':
      return ['list of ', <TypeName key="items" schema={(schema.items ?? {}) as JsonSchema} />];
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return 'true or false';
    case 'string':
      return schema.format === 'date-time' ? 'time' : 'text';
    case 'null':
      return 'null';
    case 'object':
      return typeof schema.title === 'string' ? schema.title : 'object';
    default:
      return 'any value';
  }
}

export function shapeAnchor(name: string): string {
  return `shape-${name}`;
}

/** Anything with a name, a type and a meaning. */
export interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
  description?: string;
}

export function FieldTable({ caption, fields }: { caption: string; fields: Field[] }) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: 'Name', role: 'main', cell: (field: Field) => <code>{field.name}</code> },
        { label: 'Type', cell: (field: Field) => <TypeName schema={field.schema} /> },
        { label: 'Meaning', cell: meaning },
      ]}
      rows={fields}
    />
  );
}

function meaning({ description, required }: Field): string {
  return [required ? '' : 'optional', description ?? ''].filter(Boolean).join('; ');
}

export function parameterFields(parameters: readonly OpenApiParameter[]): Field[] {
  return parameters.map(({ name, schema, required, description }) => ({
    name,
    schema,
    required,
    description: description ?? (required ? 'part of the path' : undefined),
  }));
}

/** The properties of an object; none for any other schema. */
export function propertyFields(schema: JsonSchema): Field[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
    name,
    schema: property,
    required: required.includes(name),
    description: typeof property.description === 'string' ? property.description : undefined,
  }));
}
