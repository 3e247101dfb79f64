/** An invoice to read and to print. */
import type { Invoice, Party } from '../../../core/billing.ts';
import { formatMoney } from '../../../core/money.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { paths } from '../../../ui/paths.ts';

export function InvoiceView({ invoice, now }: { invoice: Invoice; now: Date }) {
  const { currency, seller } = invoice;
  const money = (minor: number) => formatMoney(minor, currency);
  const isOverdue = invoice.status === 'open' && Date.parse(invoice.dueAt) <= now.getTime();
  return (
    <Section
      id="invoice"
      title={`Invoice ${invoice.number}`}
      more={{ label: 'As PDF', href: `${paths.invoice(invoice.number)}.pdf` }}
    >
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
          { label: 'How to pay', value: invoice.status === 'open' && (seller.payment ?? false) },
        ]}
      />
      <Table
        caption="What is charged"
        rows={[
          ...invoice.lines.map(line => ({
            text: line.description,
            quantity: String(line.quantity),
            sum: line.quantity * line.unitMinor,
          })),
          { text: 'Net', quantity: '', sum: invoice.netMinor },
          { text: `VAT ${invoice.vatRate / 100} %`, quantity: '', sum: invoice.vatMinor },
          { text: 'Total', quantity: '', sum: invoice.totalMinor },
        ]}
        columns={[
          { label: 'Description', role: 'main', cell: ({ text }) => text },
          { label: 'Quantity', role: 'number', cell: ({ quantity }) => quantity },
          { label: 'Amount', role: 'number', cell: ({ sum }) => money(sum) },
        ]}
      />
      {invoice.vatNote && <p>{invoice.vatNote}</p>}
    </Section>
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
