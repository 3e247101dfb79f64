/**
 * Invoices and credit notes as PDF, A4. The fonts are those that every reader has, and they know the characters of Windows-1252: accents
 * of others are left off, what remains unknown becomes a question mark. The page of the document shows all as it is.
 */
import PDFDocument from 'pdfkit';
import { type CreditNote, type Invoice, isTakenBack } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';

const MARGIN = 56;
const [PLAIN, BOLD] = ['Helvetica', 'Helvetica-Bold'];
/** Left edges of the columns, in points. */
const AT = { quantity: 330, unit: 370, amount: 455, right: 539 };

interface Paper {
  title: string;
  issuedAt: string;
  /** Below the title. */
  facts: string[];
  /** Of them in bold. */
  marks: string[];
  /** Below the sums. */
  remarks: string[];
}

/** The same invoice gives the same bytes. */
export function invoicePdf(invoice: Invoice): Promise<Buffer> {
  const { currency, seller } = invoice;
  const isOpen = invoice.status === 'open' && !isTakenBack(invoice);
  const credited =
    invoice.creditedMinor > 0 ? [`Credited since: ${formatMoney(invoice.creditedMinor, currency)}`] : [];
  return render(invoice, {
    title: `Invoice ${invoice.number}`,
    issuedAt: invoice.issuedAt,
    facts: [
      `Date: ${day(invoice.issuedAt)}`,
      `Due: ${day(invoice.dueAt)}`,
      `Period: ${day(invoice.periodStart)} to ${day(invoice.periodEnd)}`,
      ...orderLine(invoice.poNumber),
    ],
    marks: [
      ...(invoice.status === 'paid' ? [`Paid on ${day(invoice.paidAt ?? '')}`] : []),
      ...(invoice.status === 'void'
        ? [`VOID since ${day(invoice.voidedAt ?? '')}: nothing is to be paid`]
        : []),
      ...credited,
    ],
    remarks: [
      ...(isOpen && invoice.creditedMinor > 0
        ? [`To be paid: ${formatMoney(invoice.totalMinor - invoice.creditedMinor, currency)}`]
        : []),
      ...(isOpen && seller.payment !== null ? [`Payment: ${seller.payment}`] : []),
    ],
  });
}

/** The same credit note gives the same bytes. */
export function creditNotePdf(note: CreditNote): Promise<Buffer> {
  return render(note, {
    title: `Credit note ${note.number}`,
    issuedAt: note.issuedAt,
    facts: [`Date: ${day(note.issuedAt)}`, `To invoice: ${note.invoiceNumber}`, ...orderLine(note.poNumber)],
    marks: [],
    remarks: [],
  });
}

function render(of: Invoice | CreditNote, paper: Paper): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    compress: true,
    info: {
      Title: printable(paper.title),
      Author: printable(of.seller.name),
      CreationDate: new Date(paper.issuedAt),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.once('end', () => resolve(Buffer.concat(chunks)));
    pdf.once('error', reject);
  });
  draw(pdf, of, paper);
  pdf.end();
  return done;
}

function draw(pdf: PDFKit.PDFDocument, of: Invoice | CreditNote, paper: Paper): void {
  const { seller, buyer, currency } = of;
  const say = (text: string, font = PLAIN, size = 10) => pdf.font(font).fontSize(size).text(printable(text));
  say(seller.name, BOLD, 12);
  for (const line of [...seller.address, seller.country, ...vatLine(seller.vatId)]) say(line);
  pdf.moveDown(1.5);
  say(buyer.name, BOLD);
  for (const line of [...buyer.address, buyer.country, ...vatLine(buyer.vatId)]) say(line);
  pdf.moveDown(1.5);
  say(paper.title, BOLD, 18);
  pdf.moveDown(0.5);
  for (const line of paper.facts) say(line);
  for (const line of paper.marks) say(line, BOLD);
  pdf.moveDown(1);

  row(pdf, ['Description', 'Qty', 'Price', 'Amount'], BOLD);
  rule(pdf);
  for (const line of of.lines)
    row(pdf, [
      line.description,
      String(line.quantity),
      formatMoney(line.unitMinor, currency),
      formatMoney(line.quantity * line.unitMinor, currency),
    ]);
  rule(pdf);
  row(pdf, ['Net', '', '', formatMoney(of.netMinor, currency)]);
  row(pdf, [`VAT ${percent(of.vatRate)}`, '', '', formatMoney(of.vatMinor, currency)]);
  row(pdf, ['Total', '', '', formatMoney(of.totalMinor, currency)], BOLD);
  pdf.moveDown(1);
  pdf.x = MARGIN;
  if (of.vatNote !== null) say(of.vatNote);
  for (const line of paper.remarks) say(line);
}

function orderLine(poNumber: string | null): string[] {
  return poNumber === null ? [] : [`Your order: ${poNumber}`];
}

function row(
  pdf: PDFKit.PDFDocument,
  [text, quantity, unit, amount]: [string, string, string, string],
  font = PLAIN,
): void {
  pdf.font(font).fontSize(10);
  const height = pdf.heightOfString(printable(text), { width: AT.quantity - MARGIN - 8 });
  // A row is never torn apart by the end of a page.
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
  const { y } = pdf;
  pdf.text(printable(text), MARGIN, y, { width: AT.quantity - MARGIN - 8 });
  const below = pdf.y;
  pdf.text(quantity, AT.quantity, y, { width: AT.unit - AT.quantity - 8, align: 'right' });
  pdf.text(unit, AT.unit, y, { width: AT.amount - AT.unit - 4, align: 'right' });
  pdf.text(amount, AT.amount, y, { width: AT.right - AT.amount, align: 'right' });
  pdf.x = MARGIN;
  pdf.y = below + 4;
}

function rule(pdf: PDFKit.PDFDocument): void {
  pdf.moveTo(MARGIN, pdf.y).lineTo(AT.right, pdf.y).lineWidth(0.5).stroke();
  pdf.y += 4;
}

function vatLine(vatId: string | null): string[] {
  return vatId === null ? [] : [`VAT ID: ${vatId}`];
}

export function percent(hundredths: number): string {
  return `${hundredths / 100} %`;
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

/** Of Windows-1252 beyond Latin-1. */
const EXTRA = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

function printable(text: string): string {
  return [...text]
    .map(character => {
      if (isKnown(character)) return character;
      const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
      return bare !== '' && [...bare].every(isKnown) ? bare : '?';
    })
    .join('');
}

function isKnown(character: string): boolean {
  return /[\x20-\x7e\xa0-\xff]/.test(character) || EXTRA.includes(character);
}
