/** What may move on a row; equal for the page's rows and for the API's answer about them. */
type Moving = {
  id?: string;
  /** Of an answer that names its own state. */
  version?: string;
  /** Texts still being prepared, in the numbers of the knowledge. */
  waiting?: number;
  status?: string;
  attempts?: number;
  phase?: string;
  done?: number;
  runAfter?: Date | null;
  run_after?: string | null;
  isActive?: boolean;
  is_active?: boolean;
  isCancelling?: boolean;
  is_cancelling?: boolean;
  knowledge?: { status: string; chunks: number };
};

/** Equal texts mean that a page shows what is true now. */
export const fingerprintOf = (rows: readonly Moving[]): string =>
  rows
    .map(({ id = "", version = "", waiting = "", status = "", attempts = "", phase = "", done = "", knowledge, ...row }) => {
      const waitsUntil = row.runAfter?.toISOString() ?? row.run_after ?? "";
      const isActive = row.isActive ?? row.is_active ?? "";
      const isCancelling = row.isCancelling ?? row.is_cancelling ?? "";
      return [
        id,
        version,
        waiting,
        status,
        attempts,
        phase,
        done,
        waitsUntil,
        isActive,
        isCancelling,
        knowledge?.status ?? "",
        knowledge?.chunks ?? "",
      ].join(" ");
    })
    .join("|");
