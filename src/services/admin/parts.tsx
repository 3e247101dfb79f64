/** What the pages of administration are made of. */
import type { ComponentChildren } from 'preact';
import type { LimitPolicy } from '../../core/access.ts';
import { SelectField, TextField } from '../../ui/components/form.tsx';
import { CursorPager } from '../../ui/components/navigation.tsx';
import { Section } from '../../ui/components/section.tsx';
import { type Column, Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/components/text.tsx';
import { queryString } from '../../ui/paths.ts';
import { SessionFields } from '../accounts/public.ts';
import type { RequestContext } from '../service.ts';
import { PER_PAGE, shownOf, type Values } from './fields.ts';

type Query = RequestContext['query'];

/** One row more than a page is asked for: whether it goes on. */
export function pageOf<T extends { id: number }>(
  rows: readonly T[],
): { shown: readonly T[]; next: number | null } {
  const shown = rows.slice(0, PER_PAGE);
  return { shown, next: rows.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null };
}

interface ListProps<Row> {
  /** Of the section, and of the list for those who do not see it. */
  id: string;
  title: string;
  caption: string;
  rows: readonly Row[];
  columns: Column<Row>[];
  /** Where there is nothing: what to do next. */
  empty: { title: string; text?: ComponentChildren };
  /** A list that goes on, and is narrowed: its path, what was asked for, and the row that the next page begins after. */
  pages?: { path: string; query: Query; next: number | string | null; filters?: FilterField[] };
  /** Above the table where there is one. */
  actions?: ComponentChildren;
  /** Below it, in any case. */
  children?: ComponentChildren;
}

/** Every list of administration: filters, the table or what to do where it is empty, and the way on. */
export function List<Row>({
  id,
  title,
  caption,
  rows,
  columns,
  empty,
  pages,
  actions,
  children,
}: ListProps<Row>) {
  return (
    <Section id={id} title={title}>
      {pages?.filters && <FilterForm path={pages.path} query={pages.query} fields={pages.filters} />}
      {rows.length === 0 ? (
        <EmptyState title={empty.title}>{empty.text && <p>{empty.text}</p>}</EmptyState>
      ) : (
        <>
          {actions && <div class="actions">{actions}</div>}
          <Table caption={caption} rows={rows} columns={columns} />
        </>
      )}
      {pages && <Pages {...pages} />}
      {children}
    </Section>
  );
}

function Pages({ path, query, next }: { path: string; query: Query; next: number | string | null }) {
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
function FilterForm({ path, query, fields }: { path: string; query: Query; fields: FilterField[] }) {
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

const LIMIT_LABELS = {
  hourly: 'Units an hour',
  daily: 'Units a day',
  concurrency: 'Requests at once',
} as const;
const CLASSES = [
  { value: '0', label: '0, served first' },
  { value: '1', label: '1' },
  { value: '2', label: '2' },
  { value: '3', label: '3' },
];

/** Fields of `limitForm`. @param limits what they hold now; absent: nothing. @param form what was sent, where it came back. */
export function LimitFields({
  limits,
  form,
  hint,
}: {
  limits: Partial<LimitPolicy> | null;
  form: Values;
  hint: string;
}) {
  const field = (name: string, label: string, now: unknown) => (
    <TextField
      key={name}
      id={`limit-${name}`}
      name={name}
      label={label}
      inputMode="numeric"
      maxLength={20}
      value={shownOf(form, name, now === null ? 'none' : now === undefined ? '' : String(now))}
    />
  );
  const burst = limits?.burst;
  return (
    <>
      <div class="field-row">
        {(['hourly', 'daily', 'concurrency'] as const).map(name =>
          field(name, LIMIT_LABELS[name], limits?.[name]),
        )}
      </div>
      <div class="field-row">
        {field('per_second', 'Requests a second', burst === null ? null : burst?.perSecond)}
        {field('burst', 'After a pause, at once', burst?.size)}
        <SelectField
          id="limit-priority"
          name="priority"
          label="Class"
          value={shownOf(form, 'priority', limits?.priority === undefined ? '' : String(limits.priority))}
          options={[{ value: '', label: 'as it is' }, ...CLASSES]}
        />
        <SelectField
          id="limit-fail_mode"
          name="fail_mode"
          label="While counters are away"
          value={shownOf(form, 'fail_mode', limits?.failMode ?? '')}
          options={[
            { value: '', label: 'as it is' },
            { value: 'open', label: 'open: answer' },
            { value: 'closed', label: 'closed: refuse writes' },
          ]}
        />
      </div>
      <p class="field-hint">{hint}</p>
    </>
  );
}

export const accountPath = (id: number) => `/admin/accounts/${id}`;

export function AccountLink({ id }: { id: number | null }) {
  return id === null ? <>–</> : <a href={accountPath(id)}>{id}</a>;
}
