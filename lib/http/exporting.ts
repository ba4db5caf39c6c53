import { stringify } from "csv-stringify/sync";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { ExportFormat } from "@/lib/core/wire";
import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import { spendExportRate } from "./rates";

/**
 * A list taken home. It is read page by page and sent as it is read: memory holds one page whatever the list's length, a
 * slow reader slows the reading, and one who leaves ends it. The first page is read before anything is answered, so a
 * problem there is an ordinary error; a later one breaks the connection off, so that a torn file never looks whole. So
 * does a caller who may no longer: that is asked before each page.
 */
const PAGE_ROWS = 1_000;
export const MAX_EXPORT_ROWS = 1_000_000;

/** What stands in a cell. Ids are text: a spreadsheet rounds long numbers. `decimal` is a number with all its digits. */
export type Cell = string | number | boolean | null | { decimal: string };
export type ExportColumns<Row> = Record<string, (row: Row) => Cell>;

type Page<Row> = { rows: Row[]; next: string | null };
export type Exported<Row> = {
  /** Also the file's name. */
  what: "events" | "products" | "tokens" | "audit" | "syncs" | "judged-queries";
  format: ExportFormat;
  /** What was asked for, for the log. */
  filters: object;
  read: (place: { limit: number; cursor: string | undefined }) => Promise<Page<Row>>;
  /** As the API's list says it. */
  toWire: (row: Row) => unknown;
  columns: ExportColumns<Row>;
  /** Throws when the caller may no longer: asked before each further page. */
  stillMay: () => Promise<void>;
  /** Less only in tests. */ maxRows?: number;
};

const types: Record<ExportFormat, string> = { json: "application/json; charset=utf-8", csv: "text/csv; charset=utf-8" };
const BYTE_ORDER_MARK = "\uFEFF";

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it; a number below zero is none. */
const csvOf = (rows: Cell[][]): string =>
  stringify(rows, {
    record_delimiter: "\r\n",
    escape_formulas: true,
    cast: {
      boolean: (value) => (value ? "true" : "false"),
      object: ({ decimal }) => ({ value: String(decimal), escape_formulas: false }),
    },
  });

/** Who reads slower than this is cut off: no download is open for hours. */
const MAX_EXPORT_MS = 600_000;

async function* pagesOf<Row>(first: Page<Row>, { read, stillMay, maxRows = MAX_EXPORT_ROWS }: Exported<Row>) {
  let sent = 0;
  const until = performance.now() + MAX_EXPORT_MS;
  for (let page = first; ;) {
    const rows = page.rows.slice(0, maxRows - sent);
    sent += rows.length;
    const isCut = sent >= maxRows && (page.next !== null || rows.length < page.rows.length);
    yield { rows, sent, isCut, isLast: isCut || page.next === null };
    if (isCut || page.next === null) return;
    if (performance.now() > until) throw new Error("an export was read for longer than it may take");
    await stillMay();
    page = await read({ limit: PAGE_ROWS, cursor: page.next });
  }
}

async function* textOf<Row>(first: Page<Row>, exported: Exported<Row>): AsyncGenerator<string, void> {
  const { format, columns, toWire } = exported;
  const isCsv = format === "csv";
  yield isCsv ? BYTE_ORDER_MARK + csvOf([Object.keys(columns)]) : '{"results":[';
  let separator = "";
  for await (const { rows, sent, isCut, isLast } of pagesOf(first, exported)) {
    if (isCsv) yield csvOf(rows.map((row) => Object.values(columns).map((cellOf) => cellOf(row))));
    else if (rows.length > 0) {
      yield separator + rows.map((row) => JSON.stringify(toWire(row))).join(",");
      separator = ",";
    }
    if (!isLast) continue;
    if (!isCsv) yield `],"count":${sent},"is_cut":${isCut}}\n`;
    else if (isCut) yield csvOf([[`Cut after ${sent} rows: there are more. Narrow the filters.`]]);
  }
}

/** @param onTorn hears why what was begun could not be ended */
function streamOf(texts: AsyncGenerator<string, void>, onTorn: (error: unknown) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await texts.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          onTorn(error);
          throw error;
        }
      },
      async cancel() {
        await texts.return();
      },
    },
    // Nothing is read ahead of who reads.
    { highWaterMark: 0 },
  );
}

/** Rated for each person, on record before its first byte. @throws AppError rate_exceeded, and whatever `read` throws of its first page */
export async function answerExport<Row>(
  deps: Pick<Deps, "db" | "log" | "now">,
  caller: Caller,
  exported: Exported<Row>,
): Promise<Response> {
  const { what, format, filters, read, maxRows = MAX_EXPORT_ROWS } = exported;
  await spendExportRate(caller.userId);
  const first = await read({ limit: Math.min(PAGE_ROWS, maxRows), cursor: undefined });
  await recordAudit(deps.db, caller, {
    action: "export.download",
    targetType: "export",
    targetId: what,
    details: { format, filter: JSON.parse(JSON.stringify(filters)) as Record<string, string> },
  });
  const day = deps.now().toISOString().slice(0, 10);
  const tellTorn = (error: unknown) => {
    if (error instanceof AppError) deps.log.warn({ what, userId: caller.userId, code: error.code }, "export broken off");
    else deps.log.error({ what, userId: caller.userId, err: error }, "export broken off");
  };
  return new Response(streamOf(textOf(first, exported), tellTorn), {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${what}-${day}.${format}"`,
      "cache-control": "no-store",
      // A proxy that collects the answer before it passes it on would make a long one look dead.
      "x-accel-buffering": "no",
    },
  });
}
