import type { Instrumentation } from "next";

/** Runs once when the server starts, in the Node runtime only. What cannot work stops the start, with its reason. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    try {
      const { start } = await import("./inngest/start-engine");
      await start();
    } catch (error) {
      // A wrong setting, a folder somebody else has open, a half-applied migration: whoever supervises us must see an end.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  }
}

/** Called by Next for what a page, an action or a route handler threw. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { tellRequestError } = await import("./lib/http/tell-request-error");
    await tellRequestError(error, context);
  }
};
