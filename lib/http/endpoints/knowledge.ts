import { judgementExportQuery, judgementFilters, judgementList } from "@/lib/knowledge/judgements/wire";
import { searchAnswer, searchBody, statsAnswer, statsQuery } from "@/lib/knowledge/wire";
import { endpoint, type Endpoint } from "../endpoint";
import { exported } from "./exported";

export const knowledgeEndpoints = {
  searchKnowledge: endpoint({
    method: "POST",
    path: "/api/v1/knowledge/search/",
    tag: "knowledge",
    summary: "Find products; price and stock are today's",
    access: { scope: "knowledge:search" },
    body: searchBody,
    status: 200,
    answer: searchAnswer,
    errors: ["store_not_found"],
  }),
  knowledgeStats: endpoint({
    method: "GET",
    path: "/api/v1/knowledge/stats/",
    tag: "knowledge",
    summary: "Counts, models, cost saved",
    access: { scope: "knowledge:search" },
    query: statsQuery,
    status: 200,
    answer: statsAnswer,
    errors: ["store_not_found"],
  }),
  listJudgements: endpoint({
    method: "GET",
    path: "/api/v1/knowledge/judgements/",
    tag: "knowledge",
    summary:
      "The judged set, newest first: what people said of which answer to which query. At most 100 a page; a store has at most 5,000. All at once: the download below",
    access: { scope: "knowledge:search" },
    query: judgementFilters,
    status: 200,
    answer: judgementList,
  }),
  exportJudgements: endpoint({
    ...exported,
    path: "/api/v1/knowledge/judgements/export/",
    tag: "knowledge",
    summary: "Take the judged set home: all that the filters find, up to 1,000,000 rows",
    access: { scope: "knowledge:search" },
    query: judgementExportQuery,
  }),
} as const satisfies Record<string, Endpoint>;
