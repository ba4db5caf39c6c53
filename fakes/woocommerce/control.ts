import type { RawAnswer } from "./answer-fault";
import { FAULT_KINDS, type Fault, type RateLimit } from "./faults";
import { makeProducts, type MakeOptions } from "./make-products";
import type { ProductFields, ProductRow } from "./product-row";
import type { Shop } from "./shop";
import type { ShopActions } from "./shop-actions";

type Control = { actions: ShopActions; reset: (products?: readonly ProductRow[]) => void };
type Body = Record<string, unknown>;

/** POST /_fake/edit. `silent` writes fields past every rule, as a careless plugin does. */
type Edit =
  | { action?: "update"; id: number; fields: Body; silent?: boolean }
  | { action: "publish"; fields: Body }
  | { action: "trash" | "restore" | "deleteForever"; id: number }
  | { action: "checkout"; lines: { id: number; quantity: number }[] }
  | { action: "currency"; code: string };
type FaultOrders = {
  clear?: boolean;
  latencyMs?: number;
  rateLimit?: RateLimit | null;
  maxConcurrent?: number | null;
  modifiedAfterIgnored?: boolean;
  hasVariationList?: boolean;
  next?: (Fault & { path?: string })[];
};
type ClockOrders = { skewMs?: number; advanceMs?: number };
type ResetOrders = MakeOptions & { products?: number };

const answer = (status: number, body: unknown): RawAnswer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** What a demo or a bench may do to a shop in a process of its own. Bodies are trusted: only ours come here. */
export function answerControl(shop: Shop, control: Control, method: string, path: string, bodyText: string): RawAnswer {
  try {
    if (method === "GET" && path === "/_fake/requests") return answer(200, describeRequests(shop));
    if (method !== "POST") return answer(404, { error: "no such switch" });
    const body: unknown = bodyText === "" ? {} : JSON.parse(bodyText);
    if (path === "/_fake/edit") return answer(200, edit(shop, control.actions, body as Edit));
    if (path === "/_fake/faults") return answer(200, setFaults(shop, body as FaultOrders));
    if (path === "/_fake/clock") return answer(200, setClock(shop, body as ClockOrders));
    if (path === "/_fake/reset") return answer(200, reset(shop, control, body as ResetOrders));
    if (path === "/_fake/deliver") return deliverSoon(shop);
    return answer(404, { error: "no such switch" });
  } catch (error) {
    return answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

const describeRequests = ({ requests }: Shop) => {
  const { count, maxConcurrent, busyMs, list } = requests;
  return { count, maxConcurrent, busyMs, last: list.slice(-100) };
};

function edit(shop: Shop, actions: ShopActions, order: Edit): Body {
  if (order.action === "publish") return { id: actions.publish(order.fields) };
  if (order.action === "checkout") actions.checkout(order.lines);
  else if (order.action === "currency") shop.settings.currency = order.code;
  else if (order.action === undefined || order.action === "update") {
    if (order.silent) actions.writeMeta(order.id, order.fields as Partial<ProductFields>);
    else actions.update(order.id, order.fields);
  } else actions[order.action](order.id);
  return { done: true };
}

function setFaults(shop: Shop, { clear, modifiedAfterIgnored, hasVariationList, next = [], ...rest }: FaultOrders): Body {
  if (clear) shop.faults.clear();
  const unknown = next.find(({ kind }) => !FAULT_KINDS.includes(kind));
  if (unknown) throw new Error(`No such fault: ${unknown.kind}. There are: ${FAULT_KINDS.join(", ")}.`);
  const { latencyMs = shop.faults.latencyMs, rateLimit = shop.faults.rateLimit, maxConcurrent = shop.faults.maxConcurrent } = rest;
  Object.assign(shop.faults, { latencyMs, rateLimit, maxConcurrent });
  if (modifiedAfterIgnored !== undefined) shop.settings.modifiedAfterIgnored = modifiedAfterIgnored;
  if (hasVariationList !== undefined) shop.settings.hasVariationList = hasVariationList;
  for (const fault of next) shop.faults.next(fault);
  return { latencyMs, rateLimit, maxConcurrent };
}

function setClock({ clock }: Shop, { skewMs, advanceMs }: ClockOrders): Body {
  if (skewMs !== undefined) clock.skewMs = skewMs;
  if (advanceMs !== undefined) clock.advance(advanceMs);
  return { now: new Date(clock.now()).toISOString(), skewMs: clock.skewMs };
}

function reset({ catalogue }: Shop, control: Control, { products, ...options }: ResetOrders): Body {
  control.reset(products === undefined ? undefined : makeProducts(products, options));
  return { rows: catalogue.size };
}

function deliverSoon({ webhooks }: Shop): RawAnswer {
  const queued = webhooks.queue.length;
  void webhooks.deliver();
  return answer(202, { queued });
}
