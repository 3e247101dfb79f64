/** What the pages of administration are made of. */
import type { ComponentChildren } from 'preact';
import { Type } from 'typebox';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { SelectField, TextField } from '../../ui/components/form.tsx';
import { CursorPager } from '../../ui/components/navigation.tsx';
import { queryString } from '../../ui/paths.ts';
import { SessionFields } from '../accounts/public.ts';
import type { RequestContext } from '../service.ts';

export const PER_PAGE = 50;

export const optionalText = (maxLength = 300) => Type.Optional(Type.String({ maxLength }));
export const requiredText = (maxLength = 300) => Type.String({ minLength: 1, maxLength });
export const cursor = { before: Type.Optional(Type.Integer({ minimum: 1 })) };

/** A number in a path. @throws NotFoundError for what is none. */
export function idOf({ params }: RequestContext, name = 'id'): number {
  const text = params[name] ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFoundError();
  return Number(text);
}

/** A field of a form or a query; empty is not there. */
export function textOf(values: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** @throws InputError for anything but a whole number, or `none` where that is allowed. */
export function countOf(values: Readonly<Record<string, unknown>>, name: string): number | null | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  if (text === 'none') return null;
  if (!/^\d{1,13}$/.test(text)) throw new InputError(name, `${name} must be a whole number, or none`);
  return Number(text);
}

/** @throws InputError. */
export function dateOf(values: Readonly<Record<string, unknown>>, name: string): Date | null {
  const text = textOf(values, name);
  if (text === undefined) return null;
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime()))
    throw new InputError(name, `${name} must be a date such as 2027-01-31`);
  return date;
}

/** One row more than a page is asked for: whether it goes on. */
export function pageOf<T extends { id: number }>(
  rows: readonly T[],
): { shown: readonly T[]; next: number | null } {
  const shown = rows.slice(0, PER_PAGE);
  return { shown, next: rows.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null };
}

export function Pages({
  path,
  query,
  next,
}: {
  path: string;
  query: RequestContext['query'];
  next: number | string | null;
}) {
  const { before, after, ...filter } = query;
  const name = typeof next === 'string' || after !== undefined ? 'after' : 'before';
  const first = before !== undefined || after !== undefined ? `${path}${queryString(filter)}` : null;
  return (
    <CursorPager
      first={first}
      next={next === null ? null : `${path}${queryString({ ...filter, [name]: next })}`}
    />
  );
}

export interface FilterField {
  name: string;
  label: string;
  options?: readonly string[];
}

/** A form that narrows a list. */
export function FilterForm({
  path,
  query,
  fields,
}: {
  path: string;
  query: RequestContext['query'];
  fields: FilterField[];
}) {
  return (
    <form class="form" method="get" action={path}>
      <div class="field-row">
        {fields.map(({ name, label, options }) => {
          const value = query[name] === undefined ? '' : String(query[name]);
          const common = { key: name, id: `filter-${name}`, name, label, value };
          return options ? (
            <SelectField
              {...common}
              options={[{ value: '', label: 'any' }, ...options.map(of => ({ value: of, label: of }))]}
            />
          ) : (
            <TextField {...common} inputMode="text" maxLength={300} />
          );
        })}
      </div>
      <button class="secondary" type="submit">
        Show
      </button>
    </form>
  );
}

interface ActionProps {
  action: string;
  csrf: string;
  label: string;
  tone?: 'primary' | 'secondary' | 'danger' | 'link';
  /** Fields that are not shown. */
  values?: Record<string, string>;
  children?: ComponentChildren;
}

/** A form with its button. */
export function Action({ action, csrf, label, tone = 'secondary', values = {}, children }: ActionProps) {
  return (
    <form method="post" action={action} class={children ? 'form' : undefined}>
      <SessionFields csrf={csrf} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button class={tone} type="submit">
        {label}
      </button>
    </form>
  );
}

export const accountPath = (id: number) => `/admin/accounts/${id}`;

export function AccountLink({ id }: { id: number | null }) {
  return id === null ? <>–</> : <a href={accountPath(id)}>{id}</a>;
}
