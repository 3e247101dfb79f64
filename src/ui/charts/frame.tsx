/**
 * What every chart stands in: a figure with its caption, an SVG that names and describes itself, and the same data as a
 * table. SVGs are as wide as their place and never scaled: positions across are percentages, heights and text are pixels.
 */
import type { ComponentChildren } from 'preact';

export interface ChartProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  description: string;
}

interface FrameProps extends ChartProps {
  height: number;
  /** The picture holds links: then it is no mere image to assistive technology. */
  hasLinks?: boolean;
  kind: string;
  columns: string[];
  rows: (string | number)[][];
  /** Names of the series that have a colour each, in the order of the colours. */
  legend?: readonly string[];
  children: ComponentChildren;
}

export function ChartFrame({
  id,
  title,
  description,
  height,
  hasLinks,
  kind,
  columns,
  rows,
  legend,
  children,
}: FrameProps) {
  return (
    <figure class={`chart chart-${kind}`}>
      <figcaption>{title}</figcaption>
      {legend && (
        <ul class="chart-legend" aria-hidden="true">
          {legend.map((name, index) => (
            <li key={name}>
              <span class={`swatch series-${index}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div class="chart-plot">
        <svg
          role={hasLinks ? undefined : 'img'}
          aria-labelledby={`${id}-title ${id}-desc`}
          width="100%"
          height={height}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{description}</desc>
          {children}
        </svg>
      </div>
      <details class="chart-data">
        <summary>The same as a table</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** A position across, as SVG wants it: at most three decimals keep pages small. */
export function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}

/** Pixels to a tenth. */
export function pixels(value: number): number {
  return Number(value.toFixed(1));
}
