import queries from "./queries.json";

export type JudgedQuery = { query: string; kind: string; relevant: number[] };
export type Search = (query: string) => Promise<number[]>;
export type Evaluation = {
  mrr: number;
  hitAt1: number;
  hitAt5: number;
  byKind: Record<string, { count: number; mrr: number; hitAt5: number }>;
};

/** How well a search answers the judged queries; those that nothing in the catalogue fits are `evaluateSilence`'s. */
export async function evaluate(search: Search): Promise<Evaluation> {
  return evaluateOn(queries, search);
}

/** How many of the queries that nothing fits the search rightly leaves unanswered. */
export async function evaluateSilence(search: Search): Promise<{ count: number; silent: number }> {
  return evaluateSilenceOn(queries, search);
}

export async function evaluateOn(judged: JudgedQuery[], search: Search): Promise<Evaluation> {
  const ranks: { kind: string; rank: number }[] = [];
  for (const { query, kind, relevant } of judged) {
    if (relevant.length === 0) continue;
    const found = await search(query);
    ranks.push({ kind, rank: found.findIndex((id) => relevant.includes(id)) + 1 || Infinity });
  }
  const byKind: Evaluation["byKind"] = {};
  for (const kind of new Set(ranks.map((one) => one.kind))) {
    const ofKind = ranks.filter((one) => one.kind === kind).map(({ rank }) => rank);
    byKind[kind] = { count: ofKind.length, mrr: meanReciprocal(ofKind), hitAt5: shareWithin(5, ofKind) };
  }
  const all = ranks.map(({ rank }) => rank);
  return { mrr: meanReciprocal(all), hitAt1: shareWithin(1, all), hitAt5: shareWithin(5, all), byKind };
}

export async function evaluateSilenceOn(judged: JudgedQuery[], search: Search): Promise<{ count: number; silent: number }> {
  const unanswerable = judged.filter(({ relevant }) => relevant.length === 0);
  let silent = 0;
  for (const { query } of unanswerable) if ((await search(query)).length === 0) silent += 1;
  return { count: unanswerable.length, silent };
}

/** Ranks count from one; a relevant product never found ranks at infinity and adds nothing. */
function meanReciprocal(ranks: number[]): number {
  return ranks.length === 0 ? 0 : ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
}

function shareWithin(limit: number, ranks: number[]): number {
  return ranks.length === 0 ? 0 : ranks.filter((rank) => rank <= limit).length / ranks.length;
}
