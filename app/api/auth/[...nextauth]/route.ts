import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { authOptions } from "@/lib/http/auth-options";
import { readBody } from "@/lib/http/read-body";
import { answer } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/** An e-mail, a password and a token; next-auth itself would read a body of any length, from anybody. */
const MAX_FORM_BYTES = 16_384;

async function withinLimit(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const body = new Uint8Array(await readBody(request, MAX_FORM_BYTES));
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body });
}

/** Options are read at the first request, not when the build imports this file. */
const handler = (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  answer(request, async () => {
    const params = await context.params;
    const answered: unknown = await NextAuth(await withinLimit(request), { params }, authOptions());
    return answered as Response;
  });

export { handler as GET, handler as POST };
