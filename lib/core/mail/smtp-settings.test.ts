import { describe, expect, test } from "vitest";
import { isLoopbackHost, isMailbox, parseSender, parseSmtpUrl } from "./smtp-settings";

describe("SMTP_URL", () => {
  test.each([
    ["smtp://mail.example", { host: "mail.example", port: 587, isTls: false, auth: null }],
    ["smtps://mail.example", { host: "mail.example", port: 465, isTls: true, auth: null }],
    ["smtps://hub:secret@mail.example:2465", { host: "mail.example", port: 2465, isTls: true, auth: { user: "hub", pass: "secret" } }],
    [
      "smtp://hub%40shop.example:p%2Fw%3A@[::1]:25/",
      { host: "::1", port: 25, isTls: false, auth: { user: "hub@shop.example", pass: "p/w:" } },
    ],
  ])("%s", (text, server) => expect(parseSmtpUrl(text)).toEqual(server));

  test.each(["mail.example", "http://mail.example", "smtp://", "smtp://user@mail.example", "smtp://u:%E0@mail.example", "smtp://h/?tls=0"])(
    "%s is refused",
    (text) => expect(parseSmtpUrl(text)).toBeNull(),
  );

  test("only this machine is spoken to without encryption", () => {
    expect(["localhost", "127.0.0.1", "127.1.2.3", "::1"].every(isLoopbackHost)).toBe(true);
    expect(["mail.example", "10.0.0.1", "localhost.example", "127.0.0.1.example"].some(isLoopbackHost)).toBe(false);
  });
});

describe("MAIL_FROM", () => {
  test.each([
    ["no-reply@shop.example", { name: "", address: "no-reply@shop.example" }],
    ["Fiko Sync <no-reply@shop.example>", { name: "Fiko Sync", address: "no-reply@shop.example" }],
    ['"فیکو، همگام" <no-reply@shop.example>', { name: "فیکو، همگام", address: "no-reply@shop.example" }],
  ])("%s", (text, sender) => expect(parseSender(text)).toEqual(sender));

  test.each(["shop", "a@b, c@d", "A <a@b>\r\nBcc: c@d", "A\r\nBcc: c@d <a@b>", "a@b>\r\nRCPT TO:<c@d", "a b@c.example", ""])(
    "%j is refused",
    (text) => {
      expect(parseSender(text)).toBeNull();
      expect(isMailbox(text)).toBe(false);
    },
  );
});
