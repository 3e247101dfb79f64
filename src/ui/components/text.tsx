/** Small pieces of text: links out, badges, code that is there to be copied, notices. */
import type { ComponentChildren } from 'preact';
import { shortUrl, webUrl } from '../format/urls.ts';

/** A link out to a URL that a registry states; plain text where it is not a web address. */
export function ExternalLink({ url, children }: { url: string; children?: ComponentChildren }) {
  const href = webUrl(url);
  const label = children ?? shortUrl(url);
  if (href === null) return <span class="wrap">{label}</span>;
  return (
    <a class="wrap" href={href} rel="nofollow ugc noopener">
      {label}
    </a>
  );
}

export type Tone = 'plain' | 'good' | 'warn' | 'danger';

export function Badge({
  tone = 'plain',
  children,
  title,
}: {
  tone?: Tone;
  children: ComponentChildren;
  title?: string;
}) {
  return (
    <span class={`badge badge-${tone}`} title={title}>
      {children}
    </span>
  );
}

/** The tone of a package's or version's status. Statuses are the registries' own words, so unknown ones only warn. */
export function statusTone(status: string): Tone {
  return status === 'removed' || status === 'unpublished' ? 'danger' : 'warn';
}

/** Code of one line; one click selects all of it, and the script adds a copy button. */
export function CodeCopy({ label, code }: { label: string; code: string }) {
  return (
    <div class="copy">
      <span class="copy-label">{label}</span>
      <code data-copy={label}>{code}</code>
    </div>
  );
}

/** Something to know before reading on. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children?: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${tone}`} role="note">
      {title && <strong class="notice-title">{title}</strong>}
      {children}
    </div>
  );
}

/** Nothing here: says so and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
