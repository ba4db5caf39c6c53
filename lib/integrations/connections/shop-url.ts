/** As a shop's address is kept: no slash at its end, no query. @throws TypeError for what is none */
export function addressOf(shopUrl: string): string {
  const { origin, pathname } = new URL(shopUrl);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/** What somebody may be sent to: a web address without a password in it. Null: none. */
export function readShopUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { username, password } = new URL(text);
  return username === "" && password === "" ? addressOf(text) : null;
}
