import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/http/auth-options";

export const dynamic = "force-dynamic";

/** Options are read at the first request, not when the build imports this file. */
const handler = async (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> => {
  const answer: unknown = await NextAuth(request, { params: await context.params }, authOptions());
  return answer as Response;
};

export { handler as GET, handler as POST };
