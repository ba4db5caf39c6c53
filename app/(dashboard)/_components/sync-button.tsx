"use client";

import { RefreshCw, Scale } from "lucide-react";
import { useTransition } from "react";
import { requestSyncAction } from "@/app/_actions/sync";
import type { ConnectionKind } from "@/lib/sync/connections/connection";
import type { SyncMode } from "@/lib/sync/jobs/job";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { tell } from "@/components/ui/toast";

type Props = { storeId: string; kind: ConnectionKind; mode: SyncMode; isMain?: boolean; label: string; hint?: string };

export function SyncButton({ storeId, kind, mode, isMain = false, label, hint }: Props) {
  const [isPending, startTransition] = useTransition();
  const request = () =>
    startTransition(async () => {
      tell(await attempted(requestSyncAction({ storeId, kind, mode })));
    });
  const Icon = mode === "reconcile" ? Scale : RefreshCw;
  return (
    <Button variant={isMain ? "primary" : "plain"} onClick={request} disabled={isPending} title={hint}>
      <Icon aria-hidden />
      {label}
    </Button>
  );
}
