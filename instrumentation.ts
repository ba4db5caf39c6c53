/** Runs once when the server starts, in the Node runtime only. A wrong configuration stops the start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("./inngest/start-engine");
    await start();
  }
}
