import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  label: string;
  /** `main` heads the row (and the card on a phone); `number` is aligned at its right. */
  role?: 'main' | 'number';
  cell: (row: Row) => ComponentChildren;
}

/** A table that becomes a list of cards on a narrow screen: each cell carries its column's label. */
export function Table<Row>({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
}) {
  return (
    <table class="table">
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
