/** What other services may use of billing: its documents, as pages show them. */
import type { PageResult } from '../service.ts';

export { CreditNoteView, InvoiceView } from './pages/invoice.tsx';

const MOST_NUMBER = 60;

/** `INV-2026-0001` or `INV-2026-0001.pdf` in a path. */
export function documentOf(given = ''): { number: string; isPdf: boolean } {
  const isPdf = given.endsWith('.pdf');
  return { number: (isPdf ? given.slice(0, -'.pdf'.length) : given).slice(0, MOST_NUMBER), isPdf };
}

export function pdfFile(name: string, content: Buffer): NonNullable<PageResult['download']> {
  return { content, contentType: 'application/pdf', filename: `${name}.pdf` };
}
