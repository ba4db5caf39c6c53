import { afterEach, describe, expect, test } from "vitest";
import { readLetter } from "@/fakes/smtp/read-letter";
import { startSmtp, type SmtpBehaviour } from "@/fakes/smtp/start-smtp";
import { openMailer, type Mailer } from "./mailer";
import { parseSmtpUrl } from "./smtp-settings";

const sender = { name: "فیکو Sync", address: "no-reply@hub.example" };
const message = { to: "sara@shop.example", subject: "دعوت به فیکو Sync", text: "سلام\nhttps://hub.example/x", html: "<p>سلام</p>" };
/** A slow machine is no slow server: only where one hangs is the time short. */
const patient = { connectMs: 20_000, wholeMs: 20_000 };
const short = { connectMs: 300, wholeMs: 600 };

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function mailerTo(behaviour: SmtpBehaviour, { change = (url: string) => url, limits = behaviour.hangsAt ? short : patient } = {}) {
  const smtp = await startSmtp(behaviour);
  const server = parseSmtpUrl(change(smtp.url));
  if (!server) throw new Error("no address");
  const mailer: Mailer = openMailer(server, sender, limits);
  ends.push(smtp.close, mailer.close);
  return { smtp, mailer };
}

test("a message arrives as it was written, signed in, on one connection for several", async () => {
  const { smtp, mailer } = await mailerTo({ account: { user: "hub@shop.example", pass: "p:w/د" } });
  expect(await mailer.send(message)).toEqual({ isSent: true });
  expect(await mailer.send(message)).toEqual({ isSent: true });
  expect(smtp.connections()).toBe(1);
  expect(smtp.received).toHaveLength(2);
  const [first = { from: "", to: [], data: "" }] = smtp.received;
  expect(first).toMatchObject({ from: "no-reply@hub.example", to: ["sara@shop.example"] });
  const letter = readLetter(first);
  expect(letter).toMatchObject({ subject: message.subject, html: message.html });
  expect(letter.text.trim().replaceAll("\r\n", "\n")).toBe(message.text);
  expect(letter.headers.get("auto-submitted")).toBe("auto-generated");
});

describe("what goes wrong is told by its cause", () => {
  test.each<[string, SmtpBehaviour, object]>([
    ["a refused recipient", { refuses: "recipient" }, { problem: "recipient_refused", reply: "550 5.1.1" }],
    ["a refused sender", { refuses: "sender" }, { problem: "sender_refused", reply: "550 5.7.1" }],
    ["a refused message", { refuses: "message" }, { problem: "message_refused", reply: "554 5.6.0" }],
    ["a connection that is dropped", { dropsAt: "MAIL" }, { problem: "unreachable" }],
    ["one that is dropped with the message", { dropsAt: "message" }, { problem: "unreachable" }],
    ["a server that never greets", { hangsAt: "greeting" }, { problem: "too_slow" }],
    ["a server that hangs at the sender", { hangsAt: "MAIL" }, { problem: "too_slow" }],
    ["a server that hangs at the message", { hangsAt: "message" }, { problem: "too_slow" }],
  ])("%s", async (_, behaviour, told) => {
    const { smtp, mailer } = await mailerTo(behaviour);
    expect(await mailer.send(message)).toMatchObject({ isSent: false, ...told });
    expect(smtp.received).toEqual([]);
  });

  test("a wrong password", async () => {
    const { smtp, mailer } = await mailerTo(
      { account: { user: "hub", pass: "right" } },
      { change: (url) => url.replace("right", "wrong") },
    );
    expect(await mailer.send(message)).toEqual({ isSent: false, problem: "sign_in_refused", reply: "535 5.7.8" });
    expect(smtp.received).toEqual([]);
  });

  test("nobody listens", async () => {
    const { smtp, mailer } = await mailerTo({});
    await smtp.close();
    expect(await mailer.send(message)).toMatchObject({ isSent: false, problem: "unreachable" });
  });

  test("a server elsewhere without encryption is told nothing", async () => {
    const { smtp } = await mailerTo({ account: { user: "hub", pass: "right" } });
    // The unspecified address reaches this machine, and is not loopback by name.
    const mailer = openMailer({ host: "0.0.0.0", port: smtp.port, isTls: false, auth: { user: "hub", pass: "right" } }, sender, patient);
    ends.push(mailer.close);
    expect(await mailer.send(message)).toMatchObject({ isSent: false, problem: "not_encrypted" });
    expect(smtp.received).toEqual([]);
  });
});

test("a server that hung does not hold up the next message", async () => {
  const behaviour: SmtpBehaviour = { hangsAt: "MAIL" };
  const limits = { ...short };
  const { smtp, mailer } = await mailerTo(behaviour, { limits });
  expect(await mailer.send(message)).toMatchObject({ problem: "too_slow" });
  delete behaviour.hangsAt;
  Object.assign(limits, patient);
  expect(await mailer.send(message)).toEqual({ isSent: true });
  expect(smtp.received).toHaveLength(1);
});

test("messages that hang do not fail the one that waits behind them", async () => {
  const behaviour: SmtpBehaviour = { hangsAt: "message" };
  const limits = { connectMs: patient.connectMs, wholeMs: 1_500 };
  const { smtp, mailer } = await mailerTo(behaviour, { limits });
  const hang = [mailer.send(message), mailer.send({ ...message, to: "second@shop.example" })];
  // The third comes while both connections hang, and has time left when their messages' time is over.
  await expect.poll(() => smtp.connections(), { interval: 10 }).toBe(2);
  delete behaviour.hangsAt;
  limits.wholeMs = patient.wholeMs;
  const waits = mailer.send({ ...message, to: "third@shop.example" });
  for (const one of await Promise.all(hang)) expect(one).toMatchObject({ problem: "too_slow" });
  expect(await waits).toEqual({ isSent: true });
  expect(smtp.received.map(({ to }) => to)).toContainEqual(["third@shop.example"]);
});

test("messages to one address arrive in the order they were handed in; a second address does not wait for them", async () => {
  const { smtp, mailer } = await mailerTo({});
  let allow = (_isWanted: boolean) => {};
  const asked = new Promise<boolean>((resolve) => {
    allow = resolve;
  });
  const first = mailer.send({ ...message, subject: "first" }, () => asked);
  const second = mailer.send({ ...message, to: "SARA@shop.example", subject: "second" });
  expect(await mailer.send({ ...message, to: "other@shop.example", subject: "other" })).toEqual({ isSent: true });
  allow(true);
  expect(await Promise.all([first, second])).toEqual([{ isSent: true }, { isSent: true }]);
  expect(smtp.received.map((one) => readLetter(one).subject)).toEqual(["other", "first", "second"]);
});

test("what is not wanted any more when its turn comes is not sent", async () => {
  const { smtp, mailer } = await mailerTo({});
  const turns: string[] = [];
  const told = await Promise.all([
    mailer.send(message, () => Promise.resolve(turns.push("first") > 0)),
    mailer.send(message, () => Promise.resolve(smtp.received.length === 0)),
    mailer.send(message),
  ]);
  expect(told).toEqual([{ isSent: true }, { isSent: false, problem: "replaced", reply: null }, { isSent: true }]);
  expect(smtp.received).toHaveLength(2);
});

test("who asks in vain whether a message is wanted holds up nobody after it", async () => {
  const { mailer } = await mailerTo({});
  const failed = mailer.send(message, () => Promise.reject(new Error("the database is away")));
  const next = mailer.send(message);
  await expect(failed).rejects.toThrow("the database is away");
  expect(await next).toEqual({ isSent: true });
});

test.each(["sara@shop.example\r\nBcc: all@shop.example", "a@x.example, b@x.example", "<a@x.example>", "Sara"])(
  "%j is no recipient, and nobody is asked",
  async (to) => {
    const { smtp, mailer } = await mailerTo({});
    expect(await mailer.send({ ...message, to })).toMatchObject({ isSent: false, problem: "recipient_refused" });
    expect(smtp.connections()).toBe(0);
  },
);

test("a subject cannot begin another header", async () => {
  const { smtp, mailer } = await mailerTo({});
  await mailer.send({ ...message, subject: "Invitation\r\nBcc: all@shop.example" });
  const [first = { from: "", to: [], data: "" }] = smtp.received;
  expect(first.to).toEqual(["sara@shop.example"]);
  expect(readLetter(first).headers.has("bcc")).toBe(false);
});
