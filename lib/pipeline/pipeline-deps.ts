import type { Deps } from "@/lib/core/deps";
import type { Embedders } from "@/lib/knowledge/embedders";

export type PipelineDeps = Pick<Deps, "db" | "log" | "now"> & {
  embedders: Embedders;
  random?: () => number;
  /** Tells the engine that a store has something to fetch; a sweep finds it otherwise. */
  nudgeSync?: (storeIds: Iterable<string>) => void;
  metrics?: {
    events: { inc(labels: { event_type: string; status: string }, by?: number): void };
    processing: { observe(labels: { status: string }, seconds: number): void };
  };
};
