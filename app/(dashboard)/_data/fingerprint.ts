/** What may move on a row; equal for the page's rows and for the API's answer about them. */
type Moving = { id: string; status?: string; attempts?: number; knowledge?: { status: string; chunks: number } };

/** Equal texts mean that a page shows what is true now. */
export const fingerprintOf = (rows: readonly Moving[]): string =>
  rows
    .map(({ id, status = "", attempts = "", knowledge }) =>
      [id, status, attempts, knowledge?.status ?? "", knowledge?.chunks ?? ""].join(" "),
    )
    .join("|");
