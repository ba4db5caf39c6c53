/** What a Next.js route handler costs by itself: the body is parsed, 202 is the answer. The yardstick of `npm run bench`. */
export async function POST(request: Request): Promise<Response> {
  const body = (await request.json()) as { event_id?: string };
  return Response.json({ status: "accepted", event_id: body.event_id }, { status: 202 });
}
