import type { Deps } from "@/lib/core/deps";
import type { DigestDeps } from "@/lib/integrations/digest/delete-gone";
import type { AlertDeps } from "@/lib/integrations/digest/drift-alert";
import type { PullSource } from "@/lib/integrations/pull/source";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import type { PipelineDeps } from "../pipeline-deps";

export type PullDeps = PipelineDeps &
  Pick<Deps, "encryption" | "env"> &
  DigestDeps &
  AlertDeps & {
    /** Makes the shop's client; `drawSeq` draws an arrival sequence before a question is sent. */
    openSource: (connection: OpenConnection, asked: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void> }) => PullSource;
  };
