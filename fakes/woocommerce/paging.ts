import type { ParamRules } from "./check-params";
import { writeQuery } from "./php-query";
import { textOf, type Answer, type RestRequest } from "./rest-request";
import { listOf } from "./check-params";

export const PAGE_RULES = {
  page: { type: "integer", minimum: 1 },
  per_page: { type: "integer", minimum: 1, maximum: 100 },
  offset: { type: "integer" },
  order: { type: "string", enum: ["asc", "desc"] },
} as const satisfies ParamRules;

const DEFAULT_PER_PAGE = 10;

/** One page of what was found, with the totals and the links by rel. Only the items of the page are rendered. */
export function answerPage<Item>(siteUrl: string, request: RestRequest, found: readonly Item[], render: (item: Item) => object): Answer {
  const page = Number(textOf(request, "page") ?? 1);
  const perPage = Number(textOf(request, "per_page") ?? DEFAULT_PER_PAGE);
  const offset = Math.max(0, Number(textOf(request, "offset") ?? (page - 1) * perPage));
  const pages = Math.ceil(found.length / perPage);
  const linkTo = (rel: string, to: number) => {
    const query = new Map(request.query);
    // What was a comma list goes into links as a numbered one (capture products-list-page-1-of-3).
    for (const name of ["include", "exclude"]) if (query.has(name)) query.set(name, listOf(query.get(name)));
    query.set("page", String(to));
    return `<${siteUrl}/wp-json${request.route}?${writeQuery(query)}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 && pages > 0 ? [linkTo("prev", Math.min(page - 1, pages))] : []),
    ...(page < pages ? [linkTo("next", page + 1)] : []),
  ];
  return {
    status: 200,
    body: found.slice(offset, offset + perPage).map(render),
    headers: {
      "X-WP-Total": String(found.length),
      "X-WP-TotalPages": String(pages),
      ...(links.length > 0 && { Link: links.join(", ") }),
    },
  };
}
