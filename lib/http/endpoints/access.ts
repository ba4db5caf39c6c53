import { auditExportQuery, auditFilters, auditList } from "@/lib/access/audit-log/wire";
import { createAccessKeyBody, accessKeyCreated, accessKeyFilters, accessKeyList } from "@/lib/access/keys/wire";
import {
  generateTokenBody,
  rotateTokenBody,
  tokenCreated,
  tokenExportQuery,
  tokenFilters,
  tokenList,
  tokenRow,
  updateTokenBody,
} from "@/lib/access/tokens/wire";
import { createUserBody, updateUserBody, userCreated, userFilters, userList, userRow } from "@/lib/access/users/wire";
import { endpoint, type Endpoint } from "../endpoint";
import { exported } from "./exported";

const admin = { scope: "integrations:manage", isAdminOnly: true } as const;
/** People and keys are managed with all of one's rights or not at all: a narrow key must not make itself a wider friend. */
const everything = { scope: "*" } as const;
const tokens = "/api/v1/integrations/tokens/";

export const accessEndpoints = {
  listTokens: endpoint({
    method: "GET",
    path: tokens,
    tag: "tokens",
    summary: "Integration tokens",
    access: admin,
    query: tokenFilters,
    status: 200,
    answer: tokenList,
  }),
  exportTokens: endpoint({
    ...exported,
    path: `${tokens}export/`,
    tag: "tokens",
    summary: "Take the tokens home, without their secrets: all that the filters find, up to 1,000,000 rows",
    access: admin,
    query: tokenExportQuery,
  }),
  generateToken: endpoint({
    method: "POST",
    path: `${tokens}generate/`,
    tag: "tokens",
    summary: "Make a token; its secrets are shown here only",
    access: admin,
    body: generateTokenBody,
    status: 201,
    answer: tokenCreated,
    errors: ["integration_type_invalid", "user_not_found", "store_not_found"],
  }),
  updateToken: endpoint({
    method: "PATCH",
    path: `${tokens}{id}/`,
    tag: "tokens",
    summary: "Change a token",
    access: admin,
    body: updateTokenBody,
    status: 200,
    answer: tokenRow,
    errors: ["token_not_found"],
  }),
  rotateToken: endpoint({
    method: "POST",
    path: `${tokens}{id}/rotate/`,
    tag: "tokens",
    summary: "New secrets; the old ones work for a grace time",
    access: admin,
    body: rotateTokenBody,
    isBodyOptional: true,
    status: 200,
    answer: tokenCreated,
    errors: ["token_not_found"],
  }),
  revokeToken: endpoint({
    method: "DELETE",
    path: `${tokens}{id}/`,
    tag: "tokens",
    summary: "Stop a token at once; its events stay",
    access: admin,
    status: 204,
    errors: ["token_not_found"],
  }),

  listUsers: endpoint({
    method: "GET",
    path: "/api/v1/users/",
    tag: "users",
    summary: "Accounts",
    access: { ...everything, isAdminOnly: true },
    query: userFilters,
    status: 200,
    answer: userList,
  }),
  createUser: endpoint({
    method: "POST",
    path: "/api/v1/users/",
    tag: "users",
    summary:
      "Make an account, or invite somebody to set a password: the link is shown here only, and e-mailed where the hub sends mail (`mail`: sent, or why not)",
    access: { ...everything, isAdminOnly: true },
    body: createUserBody,
    status: 201,
    answer: userCreated,
    errors: ["email_taken"],
  }),
  updateUser: endpoint({
    method: "PATCH",
    path: "/api/v1/users/{id}/",
    tag: "users",
    summary: "Change role or state",
    access: { ...everything, isAdminOnly: true },
    body: updateUserBody,
    status: 200,
    answer: userRow,
    errors: ["user_not_found", "last_admin"],
  }),

  listAccessKeys: endpoint({
    method: "GET",
    path: "/api/v1/access-keys/",
    tag: "access keys",
    summary: "Access keys",
    access: everything,
    query: accessKeyFilters,
    status: 200,
    answer: accessKeyList,
  }),
  createAccessKey: endpoint({
    method: "POST",
    path: "/api/v1/access-keys/",
    tag: "access keys",
    summary: "Make an access key; it is shown here only",
    access: everything,
    body: createAccessKeyBody,
    status: 201,
    answer: accessKeyCreated,
    errors: ["user_not_found", "scopes_exceeded"],
  }),
  revokeAccessKey: endpoint({
    method: "DELETE",
    path: "/api/v1/access-keys/{id}/",
    tag: "access keys",
    summary: "Revoke an access key",
    access: everything,
    status: 204,
    errors: ["access_key_not_found"],
  }),

  listAudit: endpoint({
    method: "GET",
    path: "/api/v1/audit/",
    tag: "audit",
    summary:
      "Who did what, newest first unless asked otherwise; without administrator's rights one's own acts and what concerned one's stores. `source_ip`, an address or its beginning with a *, is for administrators",
    access: everything,
    query: auditFilters,
    status: 200,
    answer: auditList,
  }),
  exportAudit: endpoint({
    ...exported,
    path: "/api/v1/audit/export/",
    tag: "audit",
    summary: "Take the activity log home: all that the filters find, up to 1,000,000 rows",
    access: everything,
    query: auditExportQuery,
  }),
} as const satisfies Record<string, Endpoint>;
