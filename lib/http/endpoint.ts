import type { z } from "zod";
import type { ErrorCode } from "@/lib/core/errors";
import type { Access } from "./authenticate";

/** What a route is: who may call, what comes in, what goes out. `route()` enforces it, /api/openapi.json describes it. */
export type Endpoint = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With {parameters}. */
  path: string;
  tag: "tokens" | "users" | "access keys" | "audit" | "stores" | "sync" | "events" | "products" | "knowledge" | "webhook" | "operations";
  summary: string;
  /** null: no account needed (or a credential of its own, see `security`). */
  access: Access | null;
  security?: "integrationToken" | "metricsToken" | "none";
  query?: z.ZodType;
  body?: z.ZodType;
  isBodyOptional?: boolean;
  /** Where much less than a route takes is enough. */
  maxBodyBytes?: number;
  status: number;
  answer?: z.ZodType;
  /** Kinds of an answer that is sent as it is read, so that no schema sees it whole. */
  streams?: readonly string[];
  errors?: readonly ErrorCode[];
};

export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration;
