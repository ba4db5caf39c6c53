import type { Deps } from "@/lib/core/deps";
import type { Embedders } from "@/lib/knowledge/embedders";

export type PipelineDeps = Pick<Deps, "db" | "log" | "now"> & {
  embedders: Embedders;
  random?: () => number;
  metrics?: {
    events: { inc(labels: { event_type: string; status: string }, by?: number): void };
    processing: { observe(labels: { status: string }, seconds: number): void };
  };
};
