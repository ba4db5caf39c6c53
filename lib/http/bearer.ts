/** The secret a program sent, from whichever header its host lets through. */
export function bearerOf(request: { headers: Pick<Headers, "get"> }): string | null {
  const authorization = request.headers.get("authorization");
  const bearer = authorization === null ? null : /^Bearer +(\S+)\s*$/i.exec(authorization)?.[1];
  return (
    bearer ??
    request.headers.get("x-integration-token")?.trim() ??
    request.headers.get("x-tenant-api-key")?.trim() ??
    (authorization === null ? null : "")
  );
}
