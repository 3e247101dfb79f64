/** The page of a tool: what it does, a form, an example, its limits, and how programs ask for the same. */
import { paths } from '../paths.ts';
import { TOOLS, type Tool } from '../tools.ts';
import { FileField, type Option, SelectField, TextField } from './form.tsx';
import { Breadcrumbs, type Crumb } from './navigation.tsx';
import { Section } from './section.tsx';
import { CodeCopy, Notice } from './text.tsx';

export interface ToolField {
  kind: 'file' | 'text' | 'select';
  name: string;
  label: string;
  hint?: string;
  placeholder?: string;
  /** Of files. */
  multiple?: boolean;
  /** Of a choice. */
  options?: readonly (string | Option)[];
  /** Stands beside the one before it. */
  beside?: boolean;
}

/** A command line, and what it is for. */
export interface Command {
  label: string;
  code: string;
}

export interface FormProblem {
  message: string;
  /** Name of the field at fault; null where it is none. */
  field: string | null;
}

export interface ToolHomeProps {
  tool: Tool;
  fields: readonly ToolField[];
  /** Words of the button. */
  submit: string;
  /** What was given before. */
  values?: Record<string, string>;
  problem?: FormProblem | null;
  /** Fields of something that shows what the tool does. */
  example: { label: string; values: Record<string, string> };
  limits: readonly string[];
  commands: readonly Command[];
}

export function ToolHome(props: ToolHomeProps) {
  const { tool, problem, example, limits, commands } = props;
  const action = paths.tool(tool.id);
  return (
    <>
      <header class="page-head">
        <Breadcrumbs items={[toolsCrumb]} />
        <h1>{tool.question}</h1>
        <p class="lead">{tool.lead}</p>
      </header>
      <div class="split">
        <div class="body">
          <div>
            {problem && (
              <Notice tone="warn" title="That did not work">
                {sentence(problem.message)}
              </Notice>
            )}
            <ToolForm {...props} />
            <form class="example" method="post" action={action}>
              {Object.entries(example.values).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <span>Nothing at hand?</span>{' '}
              <button class="link" type="submit">
                {example.label}
              </button>
            </form>
          </div>
          <Section id="elsewhere" title="The same from a program">
            {commands.map(({ label, code }) => (
              <CodeCopy key={label} label={label} code={code} />
            ))}
            <p>
              <a href={paths.docsOf(tool.id)}>All operations of this API</a>
            </p>
          </Section>
        </div>
        <aside class="aside" aria-label="Limits and other tools">
          <Section id="limits" title="Good to know">
            <ul class="bullets small">
              {limits.map(limit => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </Section>
          <Section id="others" title="Other tools">
            <ul class="small">
              {TOOLS.filter(({ id }) => id !== tool.id).map(({ id, question }) => (
                <li key={id}>
                  <a href={paths.tool(id)}>{question}</a>
                </li>
              ))}
            </ul>
          </Section>
        </aside>
      </div>
    </>
  );
}

export const toolsCrumb: Crumb = { label: 'Tools', href: paths.tools };

/** The form alone. */
export function ToolForm({
  tool,
  fields,
  submit,
  values = {},
  problem,
}: Pick<ToolHomeProps, 'tool' | 'fields' | 'submit' | 'values' | 'problem'>) {
  return (
    <form class="form" method="post" action={paths.tool(tool.id)} encType="multipart/form-data">
      {rowsOf(fields).map(row => (
        <div key={row[0]?.name} class={row.length > 1 ? 'field-row' : undefined}>
          {row.map(field => (
            <ToolFormField
              key={`${field.kind} ${field.name}`}
              field={field}
              value={values[field.name]}
              invalid={problem?.field === field.name}
            />
          ))}
        </div>
      ))}
      <button class="primary" type="submit">
        {submit}
      </button>
    </form>
  );
}

function ToolFormField({
  field,
  value,
  invalid,
}: {
  field: ToolField;
  value: string | undefined;
  invalid: boolean;
}) {
  const { kind, name, label, hint, placeholder, multiple, options = [] } = field;
  const common = { id: `field-${kind}-${name}`, name, label, hint };
  if (kind === 'file') return <FileField {...common} multiple={multiple} />;
  if (kind === 'select') return <SelectField {...common} value={value} options={options} />;
  return (
    <TextField {...common} value={value} placeholder={placeholder} invalid={invalid} maxLength={40_000} />
  );
}

/** Fields that stand beside each other. */
function rowsOf(fields: readonly ToolField[]): ToolField[][] {
  const rows: ToolField[][] = [];
  for (const field of fields) {
    const last = rows[rows.length - 1];
    if (field.beside && last) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

/** Messages of errors begin small, often with a name that is to stay as it is, and have no full stop. */
export function sentence(text: string): string {
  const begun = /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
