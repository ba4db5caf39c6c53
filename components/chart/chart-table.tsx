type Props = {
  summary: string;
  caption: string;
  /** The first names the row. */
  headers: readonly string[];
  rows: readonly (readonly [string, ...string[]])[];
};

/** What a chart draws, as numbers: opened by a click or a key, without JavaScript. */
export function ChartTable({ summary, caption, headers, rows }: Props) {
  return (
    <details className="text-sm">
      <summary className="w-fit text-accent underline-offset-4 hover:underline">{summary}</summary>
      <table className="figures mt-2 w-full max-w-md">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-ink-soft">
            {headers.map((header, at) => (
              <th key={header} scope="col" className={`h-8 font-medium ${at === 0 ? "text-start" : "text-end"}`}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="h-8 text-start font-normal">
                {name}
              </th>
              {values.map((value, at) => (
                <td key={headers[at + 1]} className="text-end">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
