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
  value?: string;
  placeholder?: string;
  maxLength?: number;
  /** What was given is why the form came back. */
  invalid?: boolean;
}

export function TextField({
  id,
  name,
  label,
  hint,
  value,
  placeholder,
  maxLength = 4096,
  invalid = false,
}: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        type="text"
        inputMode="url"
        name={name}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        autocomplete="off"
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
}: FieldProps & { value?: string; options: readonly string[] }) {
  return (
    <Field id={id} label={label} hint={hint}>
      <select id={id} name={name} aria-describedby={hintId(id, hint)}>
        {options.map(option => (
          <option key={option} value={option} selected={option === value}>
            {option}
          </option>
        ))}
      </select>
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
