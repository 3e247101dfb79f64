import type { ComponentChildren } from 'preact';

interface SectionProps {
  /** Fragment id; also ties the heading to the section. */
  id: string;
  title: string;
  /** Level of the heading; default 2. */
  level?: 2 | 3;
  /** A link beside the heading to all of what is shown in part here. */
  more?: { label: string; href: string };
  children?: ComponentChildren;
}

/** A part of a page under its heading. */
export function Section({ id, title, level = 2, more, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <Heading id={id}>{title}</Heading>
        {more && <a href={more.href}>{more.label}</a>}
      </div>
      {children}
    </section>
  );
}
