/** What may move on a row; equal for the page's rows and for the API's answer about them. */
type Moving = {
  id: string;
  status?: string;
  attempts?: number;
  phase?: string;
  done?: number;
  knowledge?: { status: string; chunks: number };
};

/** Equal texts mean that a page shows what is true now. */
export const fingerprintOf = (rows: readonly Moving[]): string =>
  rows
    .map(({ id, status = "", attempts = "", phase = "", done = "", knowledge }) =>
      [id, status, attempts, phase, done, knowledge?.status ?? "", knowledge?.chunks ?? ""].join(" "),
    )
    .join("|");
