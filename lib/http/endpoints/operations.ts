import { jumpAnswer, jumpQuery } from "@/lib/operations/jump/wire";
import { overviewAnswer, overviewQuery } from "@/lib/operations/overview/wire";
import { liveAnswer, readyAnswer } from "@/lib/operations/wire";
import { endpoint, type Endpoint } from "../endpoint";

export const operationsEndpoints = {
  jump: endpoint({
    method: "GET",
    path: "/api/v1/jump/",
    tag: "operations",
    summary: "Where to go: stores by name, products by title, id or SKU, events by id; at most five of each",
    access: { scope: "*" },
    query: jumpQuery,
    status: 200,
    answer: jumpAnswer,
  }),
  overview: endpoint({
    method: "GET",
    path: "/api/v1/overview/",
    tag: "stores",
    summary:
      "How the caller's stores are, worst first: state, products, queue, events by hour of the last 24, how soon changes are searchable, what embedding cost and smart sync saved. At most 20 stores are told one by one; all are in the sums",
    access: { scope: "events:read" },
    query: overviewQuery,
    status: 200,
    answer: overviewAnswer,
  }),

  live: endpoint({
    method: "GET",
    path: "/api/health/live",
    tag: "operations",
    summary: "The process answers",
    access: null,
    security: "none",
    status: 200,
    answer: liveAnswer,
  }),
  ready: endpoint({
    method: "GET",
    path: "/api/health/ready",
    tag: "operations",
    summary: "Database, migrations and queue are well",
    access: null,
    security: "none",
    status: 200,
    answer: readyAnswer,
  }),
  metrics: endpoint({
    method: "GET",
    path: "/api/metrics",
    tag: "operations",
    summary: "Prometheus text",
    access: null,
    security: "metricsToken",
    status: 200,
    errors: ["metrics_token_invalid"],
  }),
} as const satisfies Record<string, Endpoint>;
