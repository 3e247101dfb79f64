/** What results of tools have in common: their head, downloads, and notes about what is not shown. */
import type { ComponentChildren } from 'preact';
import { formatNumber } from '../format/numbers.ts';
import { paths } from '../paths.ts';
import type { Tool } from '../tools.ts';
import { Breadcrumbs } from './navigation.tsx';
import { Section } from './section.tsx';
import { toolsCrumb } from './tool-home.tsx';

/** @param title what was looked at; @param children lines below it. */
export function ResultHead({
  tool,
  title,
  href,
  children,
}: {
  tool: Tool;
  title: string;
  /** Of the whole result, where this is a part of it. */
  href?: string;
  children?: ComponentChildren;
}) {
  const whole = href === undefined ? [] : [{ label: 'The whole result', href }];
  return (
    <header class="page-head">
      <Breadcrumbs items={[toolsCrumb, { label: tool.title, href: paths.tool(tool.id) }, ...whole]} />
      <h1 class="result-title">{title}</h1>
      {children}
    </header>
  );
}

export interface Download {
  label: string;
  href: string;
  /** A few words after it. */
  note?: string;
}

/** Links to files, side by side. */
export function Downloads({ id = 'downloads', items }: { id?: string; items: readonly Download[] }) {
  return (
    <Section id={id} title="Downloads">
      <ul class="downloads">
        {items.map(({ label, href, note }) => (
          <li key={href}>
            <a href={href} rel="nofollow">
              {label}
            </a>
            {note && <small>{note}</small>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Says that a list is longer than what is shown of it; nothing where it is not. */
export function Cut({
  shown,
  of,
  what,
  children,
}: {
  shown: number;
  of: number;
  /** In the plural. */
  what: string;
  /** Where the rest is. */
  children?: ComponentChildren;
}) {
  if (shown >= of) return null;
  return (
    <p class="cut">
      The first {formatNumber(shown)} of {formatNumber(of)} {what} are shown. {children}
    </p>
  );
}
