import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { showConnection, type ShownConnection } from "@/lib/sync/connections/show-connection";

/** A store of the caller's, and how it is connected; the page of what is not there for everybody else's. */
export async function readStore(
  deps: Pick<Deps, "db" | "now">,
  caller: Caller,
  id: string,
): Promise<{ name: string; connection: ShownConnection | null }> {
  try {
    const { name } = await showStore(deps, caller, id);
    const connection = await showConnection(deps, caller, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "connection_not_found") return null;
      throw error;
    });
    return { name, connection };
  } catch (error) {
    if (error instanceof AppError && error.code === "store_not_found") notFound();
    throw error;
  }
}
