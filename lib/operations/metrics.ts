import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

/** Prometheus figures of this process. Dashboards outside know the first two by name: they are never renamed. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    events: new Counter({
      name: "woocommerce_events_total",
      help: "Events by type and by what became of them",
      labelNames: ["event_type", "status"] as const,
      registers: [registry],
    }),
    processing: new Histogram({
      name: "woocommerce_processing_duration_seconds",
      help: "From the event's arrival to its end",
      labelNames: ["status"] as const,
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600],
      registers: [registry],
    }),
    embeddedTokens: new Counter({
      name: "fiko_embedded_tokens_total",
      help: "Tokens paid for",
      labelNames: ["model"] as const,
      registers: [registry],
    }),
    embeddingErrors: new Counter({
      name: "fiko_embedding_errors_total",
      help: "Calls for embeddings that failed",
      labelNames: ["model"] as const,
      registers: [registry],
    }),
    queueDepth: new Gauge({ name: "fiko_queue_depth", help: "Events waiting, in all stores", registers: [registry] }),
    driftAlerts: new Counter({
      name: "fiko_drift_alerts_total",
      help: "Comparisons that found a store to differ by more than the threshold, by who compared",
      labelNames: ["origin"] as const,
      registers: [registry],
    }),
    drift: new Gauge({
      name: "fiko_store_drift",
      help: "Products that differed at a store's last comparison, of the stores that differ most",
      labelNames: ["store_id", "kind"] as const,
      registers: [registry],
    }),
    storesInAlert: new Gauge({
      name: "fiko_stores_drift_alert",
      help: "Stores whose last comparison was above the threshold",
      registers: [registry],
    }),
    queueOldestSeconds: new Gauge({ name: "fiko_queue_oldest_seconds", help: "Age of the oldest waiting event", registers: [registry] }),
  };
}
