import { redirect } from "next/navigation";
import { listStores } from "@/lib/access/stores/stores";
import { currentCaller } from "@/lib/http/current-caller";
import { getDeps } from "@/lib/runtime";

/** The start: an administrator of a hub without a shop has a token to make; everyone else has products to see. */
export default async function StartPage() {
  const [caller, deps] = await Promise.all([currentCaller(), getDeps()]);
  const stores = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: 1 });
  redirect(caller.role === "ADMIN" && stores.rows.length === 0 ? "/tokens" : "/products");
}
