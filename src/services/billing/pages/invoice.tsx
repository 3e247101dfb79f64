/** Invoices and credit notes, to read and to print. */
import { type CreditNote, type Invoice, isTakenBack, type Party } from '../../../core/billing.ts';
import { formatMoney } from '../../../core/money.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { paths } from '../../../ui/paths.ts';

/** @param pdf where it is to be had as PDF. */
export function InvoiceView({
  invoice,
  now,
  pdf = `${paths.invoice(invoice.number)}.pdf`,
}: {
  invoice: Invoice;
  now: Date;
  pdf?: string;
}) {
  const { currency, seller } = invoice;
  const money = (minor: number) => formatMoney(minor, currency);
  const isOpen = invoice.status === 'open' && !isTakenBack(invoice);
  const isOverdue = isOpen && Date.parse(invoice.dueAt) <= now.getTime();
  return (
    <Section id="invoice" title={`Invoice ${invoice.number}`} more={{ label: 'As PDF', href: pdf }}>
      {invoice.status === 'paid' && (
        <Notice tone="good" title="Paid">
          On <Day at={invoice.paidAt} />.
        </Notice>
      )}
      {invoice.status === 'void' && (
        <Notice title="Void">
          Since <Day at={invoice.voidedAt} />: nothing is to be paid.
        </Notice>
      )}
      {invoice.creditedMinor > 0 && (
        <Notice title="Credited">
          {invoice.creditedMinor >= invoice.totalMinor
            ? 'In full: nothing is to be paid.'
            : `${money(invoice.creditedMinor)} of it${isOpen ? `: ${money(invoice.totalMinor - invoice.creditedMinor)} is to be paid` : ''}.`}
        </Notice>
      )}
      {isOverdue && (
        <Notice tone="warn" title="Due">
          It was to be paid by <Day at={invoice.dueAt} />.
        </Notice>
      )}
      <Facts
        items={[
          { label: 'From', value: <Address party={seller} /> },
          { label: 'To', value: <Address party={invoice.buyer} /> },
          { label: 'Date', value: <Day at={invoice.issuedAt} /> },
          { label: 'Payable by', value: <Day at={invoice.dueAt} /> },
          {
            label: 'Period',
            value: (
              <>
                <Day at={invoice.periodStart} /> to <Day at={invoice.periodEnd} />
              </>
            ),
          },
          { label: 'Your order', value: invoice.poNumber ?? false },
          { label: 'How to pay', value: isOpen && (seller.payment ?? false) },
        ]}
      />
      <Sums caption="What is charged" of={invoice} />
    </Section>
  );
}

/** @param invoice where the invoice is that it is about. @param pdf as above. */
export function CreditNoteView({
  note,
  invoice = paths.invoice(note.invoiceNumber),
  pdf = `${paths.creditNote(note.number)}.pdf`,
}: {
  note: CreditNote;
  invoice?: string;
  pdf?: string;
}) {
  return (
    <Section id="credit-note" title={`Credit note ${note.number}`} more={{ label: 'As PDF', href: pdf }}>
      <Facts
        items={[
          { label: 'From', value: <Address party={note.seller} /> },
          { label: 'To', value: <Address party={note.buyer} /> },
          { label: 'Date', value: <Day at={note.issuedAt} /> },
          { label: 'To invoice', value: <a href={invoice}>{note.invoiceNumber}</a> },
          { label: 'Your order', value: note.poNumber ?? false },
        ]}
      />
      <Sums caption="What is given back" of={note} />
    </Section>
  );
}

function Sums({ caption, of }: { caption: string; of: Invoice | CreditNote }) {
  return (
    <>
      <Table
        caption={caption}
        rows={[
          ...of.lines.map(line => ({
            text: line.description,
            quantity: String(line.quantity),
            sum: line.quantity * line.unitMinor,
          })),
          { text: 'Net', quantity: '', sum: of.netMinor },
          { text: `VAT ${of.vatRate / 100} %`, quantity: '', sum: of.vatMinor },
          { text: 'Total', quantity: '', sum: of.totalMinor },
        ]}
        columns={[
          { label: 'Description', role: 'main', cell: ({ text }) => text },
          { label: 'Quantity', role: 'number', cell: ({ quantity }) => quantity },
          { label: 'Amount', role: 'number', cell: ({ sum }) => formatMoney(sum, of.currency) },
        ]}
      />
      {of.vatNote && <p>{of.vatNote}</p>}
    </>
  );
}

function Address({ party }: { party: Party }) {
  const lines = [
    party.name,
    ...party.address,
    party.country,
    ...(party.vatId ? [`VAT ID ${party.vatId}`] : []),
  ];
  return (
    <>
      {lines.map((line, index) => (
        <span key={index}>
          {line}
          <br />
        </span>
      ))}
    </>
  );
}
