import { eventDetail, eventExportQuery, eventList, eventListQuery, replayBody, replayed } from "@/lib/events/wire";
import { endpoint, type Endpoint } from "../endpoint";
import { exported } from "./exported";

const events = "/api/v1/integrations/woocommerce/events/";

export const eventsEndpoints = {
  listEvents: endpoint({
    method: "GET",
    path: events,
    tag: "events",
    summary: "Events, newest first",
    access: { scope: "events:read" },
    query: eventListQuery,
    status: 200,
    answer: eventList,
  }),
  exportEvents: endpoint({
    ...exported,
    path: `${events}export/`,
    tag: "events",
    summary: "Take the events home: all that the filters find, up to 1,000,000 rows",
    access: { scope: "events:read" },
    query: eventExportQuery,
  }),
  showEvent: endpoint({
    method: "GET",
    path: `${events}{id}/`,
    tag: "events",
    summary: "One event with payload and timeline",
    access: { scope: "events:read" },
    status: 200,
    answer: eventDetail,
    errors: ["event_not_found"],
  }),
  replayEvent: endpoint({
    method: "POST",
    path: `${events}{id}/replay/`,
    tag: "events",
    summary: "Run an event again",
    access: { scope: "integrations:manage" },
    status: 202,
    answer: replayed,
    errors: ["event_not_found"],
  }),
  replayEvents: endpoint({
    method: "POST",
    path: `${events}replay/`,
    tag: "events",
    summary: "Run every event a filter finds again",
    access: { scope: "integrations:manage" },
    body: replayBody,
    status: 202,
    answer: replayed,
  }),
} as const satisfies Record<string, Endpoint>;
