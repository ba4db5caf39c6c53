import { gmtDate, localDate, datePair } from "./shop-dates";
import type { Image, ProductFields, ProductRow } from "./product-row";
import type { ShopSettings } from "./shop-settings";

/** `edit` is how writes answer: raw texts and two keys more. Reads and webhooks are `view`. */
export type Context = "view" | "edit";

const READ_WRITE = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export const apiUrl = ({ siteUrl }: ShopSettings, path: string): string => `${siteUrl}/wp-json/wc/v3${path}`;

export const renderLinks = (settings: ShopSettings, self: string, collection: string, up?: string, allow: string[] = READ_WRITE) => ({
  self: [{ href: apiUrl(settings, self), targetHints: { allow } }],
  collection: [{ href: apiUrl(settings, collection) }],
  ...(up === undefined ? {} : { up: [{ href: apiUrl(settings, up) }] }),
});

/** Own pictures are kept as paths, as WordPress keeps them. The local dates of pictures are shifted by the offset twice, as in the captures; only the _gmt twins are right. */
export const renderImage = ({ id, at, modifiedAt = at, src, name, alt }: Image, { offsetMinutes, siteUrl }: ShopSettings) => ({
  id,
  date_created: localDate(at, offsetMinutes * 2),
  date_created_gmt: gmtDate(at),
  date_modified: localDate(modifiedAt, offsetMinutes * 2),
  date_modified_gmt: gmtDate(modifiedAt),
  src: src.startsWith("/") ? siteUrl + src : src,
  name,
  alt,
});

export const rowDates = ({ createdAt, modifiedAt }: ProductRow, { offsetMinutes }: ShopSettings) => ({
  ...datePair("date_created", createdAt, offsetMinutes),
  ...datePair("date_modified", modifiedAt, offsetMinutes),
});

export const saleDates = ({ date_on_sale_from, date_on_sale_to }: ProductFields, { offsetMinutes }: ShopSettings) => ({
  ...datePair("date_on_sale_from", date_on_sale_from, offsetMinutes),
  ...datePair("date_on_sale_to", date_on_sale_to, offsetMinutes),
});

export const allowsBackorders = (backorders: string): boolean => backorders === "yes" || backorders === "notify";
