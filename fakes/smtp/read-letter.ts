import type { Received } from "./start-smtp";

/** A letter as its reader sees it: headers and both parts decoded. */
export type Letter = { headers: Map<string, string>; subject: string; text: string; html: string };

const decodeQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  );

/** RFC 2047: neighbouring encoded words are one text. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?(B|Q)\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      (kind.toUpperCase() === "B" ? Buffer.from(body, "base64") : decodeQuoted(body.replaceAll("_", " "))).toString("latin1"),
    );
const decodeHeader = (text: string): string => {
  const decoded = decodeWords(text);
  return decoded === text ? text : Buffer.from(decoded, "latin1").toString("utf8");
};

function split(part: string): { headers: Map<string, string>; body: string } {
  const end = part.indexOf("\r\n\r\n");
  const lines = part
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  return { headers, body: part.slice(end + 4) };
}

function bodyOf(part: { headers: Map<string, string>; body: string }): string {
  const encoding = part.headers.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(part.body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? decodeQuoted(part.body).toString("utf8") : part.body;
}

export function readLetter({ data }: Received): Letter {
  const { headers, body } = split(data);
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1] ?? "";
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, "")));
  const ofKind = (kind: string) => parts.filter(({ headers: own }) => own.get("content-type")?.startsWith(kind)).map(bodyOf)[0] ?? "";
  return { headers, subject: decodeHeader(headers.get("subject") ?? ""), text: ofKind("text/plain"), html: ofKind("text/html") };
}
