/** Documents of all markup languages as safe HTML and as plain text. */
import { asciidocToHtml } from './asciidoc.ts';
import { escapeHtml } from './escape.ts';
import { markdownToHtml } from './markdown.ts';
import { rstToHtml } from './rst.ts';
import { type LinkBase, plainText, sanitise } from './sanitise.ts';

export type { LinkBase } from './sanitise.ts';

export type MarkupLanguage =
  | 'Markdown'
  | 'reStructuredText'
  | 'AsciiDoc'
  | 'Org'
  | 'Textile'
  | 'RDoc'
  | 'Creole'
  | 'HTML'
  | 'Pod'
  | 'Text';

export interface Rendered {
  html: string;
  plain: string;
  /** False where the text is shown as it stands: it is plain, in a language that is not read here, or too long. */
  isRendered: boolean;
}

/** Longer texts, in characters, are shown as they stand. */
const MAX_RENDERED = 250_000;

/** @param base where relative links and images lead; without it they have no target. */
export function render(text: string, language: MarkupLanguage, base: LinkBase = {}): Rendered {
  const html = text.length > MAX_RENDERED ? null : htmlOf(text, language);
  if (html === null) return { html: `<pre>${escapeHtml(text)}</pre>`, plain: text, isRendered: false };
  const safe = sanitise(html, base);
  return { html: safe, plain: plainText(safe), isRendered: true };
}

function htmlOf(text: string, language: MarkupLanguage): string | null {
  switch (language) {
    case 'Markdown':
      return markdownToHtml(text);
    case 'reStructuredText':
      return rstToHtml(text);
    case 'AsciiDoc':
      return asciidocToHtml(text);
    case 'HTML':
      return text;
    default:
      return null;
  }
}
