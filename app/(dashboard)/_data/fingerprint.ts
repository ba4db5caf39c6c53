/** What may move on a row; equal for the page's rows and for the API's answer about them. */
type Moving = {
  id: string;
  status?: string;
  attempts?: number;
  phase?: string;
  done?: number;
  runAfter?: Date | null;
  run_after?: string | null;
  isCancelling?: boolean;
  is_cancelling?: boolean;
  knowledge?: { status: string; chunks: number };
};

/** Equal texts mean that a page shows what is true now. */
export const fingerprintOf = (rows: readonly Moving[]): string =>
  rows
    .map(({ id, status = "", attempts = "", phase = "", done = "", knowledge, ...row }) => {
      const waitsUntil = row.runAfter?.toISOString() ?? row.run_after ?? "";
      const isCancelling = row.isCancelling ?? row.is_cancelling ?? "";
      return [id, status, attempts, phase, done, waitsUntil, isCancelling, knowledge?.status ?? "", knowledge?.chunks ?? ""].join(" ");
    })
    .join("|");
