/** Text that somebody else wrote, as HTML. */

/** @param html made safe by the sanitiser of `reading/archives`: it stands in the page as it is. */
export function Prose({ html }: { html: string }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: fitted(html) }} />;
}

/**
 * Headings move below those of the page. Pictures become links: the page loads nothing from elsewhere, so that nobody else learns who
 * reads it. The sanitiser writes no `<` and `>` within attributes.
 */
export function fitted(html: string): string {
  return html
    .replace(
      /<(\/?)h([1-6])\b/g,
      (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + 2)}`,
    )
    .replace(/<img\b([^<>]*)>/g, (_, attributes: string) => {
      const alt = /\balt="([^"]*)"/.exec(attributes)?.[1] ?? '';
      return `<span class="picture">${alt === '' ? 'picture' : alt}</span>`;
    });
}
