import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  label: string;
  /** `main` heads the row (and the card on a phone); `number` is aligned at its right. */
  role?: 'main' | 'number';
  cell: (row: Row) => ComponentChildren;
}

interface TableProps<Row> {
  /** Says to those who do not see the page what the table is. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  /** All columns as wide as each other, so that tables below each other align. */
  even?: boolean;
}

/** A table that becomes a list of cards on a narrow screen: each cell carries its column's label. */
export function Table<Row>({ caption, columns, rows, even = false }: TableProps<Row>) {
  return (
    <table class={even ? 'table table-even' : 'table'}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.label} scope="col" class={column.role === 'number' ? 'number' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {columns.map(column =>
              column.role === 'main' ? (
                <th key={column.label} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.label} class={column.role} data-label={column.label}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
