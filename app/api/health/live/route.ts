import { liveAnswer } from "@/lib/operations/wire";

export const dynamic = "force-dynamic";

/** The process answers; asks nothing of anybody. */
export function GET(): Response {
  return Response.json(liveAnswer.parse({ status: "ok", uptime_seconds: Math.round(process.uptime()) }), {
    headers: { "cache-control": "no-store" },
  });
}
