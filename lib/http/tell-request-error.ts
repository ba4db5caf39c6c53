import { getDeps } from "@/lib/runtime";
import { requestContext } from "./request-context";

/**
 * Writes down what a page could not be made for, under the code that its reader sees (Next's digest). The route, not the
 * address: an address may be a link that works once.
 */
export async function tellRequestError(error: unknown, { routePath, routeType }: { routePath: string; routeType: string }): Promise<void> {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const { log } = await getDeps();
  log.error({ err: error, digest, routePath, routeType, requestId: requestContext().requestId }, "a page failed");
}
