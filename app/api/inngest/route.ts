import { serve } from "inngest/next";
import { AppError } from "@/lib/core/errors";
import { readEnv } from "@/lib/core/env";
import { answer } from "@/lib/http/route";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/index";

export const dynamic = "force-dynamic";

/** Inngest's own door. With the embedded engine there is nobody outside to let in: it would run unsigned requests. */
const closed = (request: Request): Promise<Response> => answer(request, () => Promise.reject(new AppError("not_found")));

const handlers =
  readEnv().INNGEST_MODE === "server"
    ? serve({ client: inngest, functions, servePath: "/api/inngest", enableUnauthedSync: false })
    : { GET: closed, POST: closed, PUT: closed };

export const { GET, POST, PUT } = handlers;
