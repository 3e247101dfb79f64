/** Fields of forms, each with its label. Forms are plain POSTs or GETs: they work without scripts. */
import type { ComponentChildren } from 'preact';

interface FieldProps {
  /** Unique on the page. */
  id: string;
  /** As it is sent. */
  name: string;
  label: string;
  /** A few words below it. */
  hint?: ComponentChildren;
}

/** Files are chosen, or dropped onto it: browsers do that by themselves. */
export function FileField({ id, name, label, hint, multiple = false }: FieldProps & { multiple?: boolean }) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        class="file"
        type="file"
        name={name}
        multiple={multiple}
        aria-describedby={hintId(id, hint)}
      />
    </Field>
  );
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'number';
  inputMode?: 'url' | 'text' | 'email' | 'numeric';
  value?: string;
  placeholder?: string;
  maxLength?: number;
  /** Of numbers. */
  min?: number;
  max?: number;
  required?: boolean;
  autocomplete?: 'off' | 'email' | 'name';
  /** What was given is why the form came back. */
  invalid?: boolean;
}

export function TextField({
  id,
  name,
  label,
  hint,
  type = 'text',
  inputMode = 'url',
  value,
  placeholder,
  maxLength = 4096,
  min,
  max,
  required,
  autocomplete = 'off',
  invalid = false,
}: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        type={type as 'text'}
        inputMode={inputMode}
        name={name}
        value={value}
        placeholder={placeholder}
        maxLength={type === 'number' ? undefined : maxLength}
        min={min}
        max={max}
        required={required}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        aria-describedby={hintId(id, hint)}
        aria-invalid={invalid ? 'true' : undefined}
      />
    </Field>
  );
}

export function SelectField({
  id,
  name,
  label,
  hint,
  value,
  options,
}: FieldProps & { value?: string; options: readonly (string | Option)[] }) {
  return (
    <Field id={id} label={label} hint={hint}>
      <select id={id} name={name} aria-describedby={hintId(id, hint)}>
        {options.map(optionOf).map(option => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** What is sent, and how it is called. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
}

const optionOf = (option: string | Option): Option =>
  typeof option === 'string' ? { value: option, label: option } : option;

/** Any number of a few: each that is ticked is sent under the same name. */
export function CheckboxesField({
  id,
  name,
  label,
  hint,
  values,
  options,
}: FieldProps & { values: readonly string[]; options: readonly Option[] }) {
  return (
    <fieldset class="field choices" aria-describedby={hintId(id, hint)}>
      <legend>{label}</legend>
      {options.map(option => (
        <label key={option.value} for={`${id}-${option.value}`}>
          <input
            id={`${id}-${option.value}`}
            type="checkbox"
            name={name}
            value={option.value}
            checked={values.includes(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </span>
        </label>
      ))}
      {hint && (
        <p class="field-hint" id={hintId(id, hint)}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}

/** Several lines. */
export function TextAreaField({
  id,
  name,
  label,
  hint,
  value,
  rows = 3,
  placeholder,
  maxLength = 4096,
  invalid = false,
}: FieldProps & {
  value?: string;
  rows?: number;
  placeholder?: string;
  maxLength?: number;
  invalid?: boolean;
}) {
  return (
    <Field id={id} label={label} hint={hint}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        placeholder={placeholder}
        maxLength={maxLength}
        autocapitalize="none"
        spellcheck={false}
        aria-describedby={hintId(id, hint)}
        aria-invalid={invalid ? 'true' : undefined}
      >
        {value}
      </textarea>
    </Field>
  );
}

function Field({
  id,
  label,
  hint,
  children,
}: Pick<FieldProps, 'id' | 'label' | 'hint'> & { children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p class="field-hint" id={hintId(id, hint)}>
          {hint}
        </p>
      )}
    </div>
  );
}

function hintId(id: string, hint: ComponentChildren): string | undefined {
  return hint ? `${id}-hint` : undefined;
}
