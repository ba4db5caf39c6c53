import { expect } from "vitest";
import { readLetter } from "@/fakes/smtp/read-letter";
import { startSmtp, type SmtpBehaviour } from "@/fakes/smtp/start-smtp";
import type { Database } from "@/lib/core/open-database";
import { anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { createUser } from "./create-user";
import { inviteAgain } from "./invitations";
import { mailInvitation, tellMail } from "./mail-invitation";

const MAIL_FROM = "فیکو Sync <no-reply@hub.example.test>";

/** A hub that hands its mail to a server of this machine, as long as the story lasts. */
async function withMail<T>(
  database: Database,
  behaviour: SmtpBehaviour,
  story: (hub: ReturnType<typeof runtimeOn>, smtp: Awaited<ReturnType<typeof startSmtp>>) => Promise<T>,
): Promise<T> {
  const smtp = await startSmtp(behaviour);
  const hub = runtimeOn(database, { SMTP_URL: smtp.url, MAIL_FROM });
  try {
    return await story(hub, smtp);
  } finally {
    hub.mailer?.close();
    await smtp.close();
  }
}

const auditOf = async (database: Database) =>
  database.db.auditEntry.findMany({
    where: { action: { startsWith: "user.mail" } },
    select: { action: true, details: true, targetId: true },
  });

dbTest(
  "an invitation is e-mailed in the inviter's language and the other, and the log tells so without the link",
  async ({ db, database }) => {
    await withMail(database, { account: { user: "hub", pass: "secret" } }, async (hub, smtp) => {
      const admin = await anAdmin(db, { email: "maryam@hub.example.test" });
      const made = await createUser(hub, admin, { email: "sara@shop.example", name: null, role: "OWNER" });
      const url = made.inviteUrl ?? "";
      const outcome = await mailInvitation(hub, admin, { id: made.id, email: made.email, url, isAgain: false }, "fa");
      expect(outcome).toEqual({ isSent: true });

      const [received = { from: "", to: [], data: "" }] = smtp.received;
      expect(received).toMatchObject({ from: "no-reply@hub.example.test", to: ["sara@shop.example"] });
      const letter = readLetter(received);
      expect(letter.subject).toBe("دعوت شما به فیکو Sync");
      for (const body of [letter.text, letter.html]) {
        expect(body).toContain(url);
        expect(body).toMatch(/maryam@hub\.example\.test.+شما را به فیکو Sync دعوت کرده است/);
        expect(body).toMatch(/یک بار کار می‌کند، تا .+ به وقت تهران/);
        expect(body).toMatch(/It works once, until .+ UTC/);
        expect(body.indexOf("منتظر این پیام نبودید؟")).toBeLessThan(body.indexOf("You did not expect this?"));
        expect(body).toContain("منتظر این پیام نبودید؟");
      }
      expect(letter.html).toMatch(/<div lang="fa" dir="rtl"/);
      expect(letter.html, "nothing is fetched when it is read").not.toMatch(/<img|<script|src=/);

      const entries = await auditOf(database);
      expect(entries).toEqual([{ action: "user.mail_sent", details: { email: "sara@shop.example" }, targetId: made.id }]);
      expect(hub.logged() + JSON.stringify(entries)).not.toMatch(/fi_[a-z0-9]{40}|secret/);
    });
  },
);

dbTest(
  "a new link is its own message; unknown to whom, Persian comes first; English first for who invites in English",
  async ({ db, database }) => {
    await withMail(database, {}, async (hub, smtp) => {
      const admin = await anAdmin(db);
      const made = await createUser(hub, admin, { email: "sara@shop.example", name: null, role: "OWNER" });
      const again = await inviteAgain(hub, admin, made.id);
      const link = { id: made.id, email: made.email, url: again.inviteUrl, isAgain: true };
      await mailInvitation(hub, admin, link, null);
      await mailInvitation(hub, admin, link, "en");
      const [persian, english] = smtp.received.map(readLetter);
      expect(persian?.subject).toBe("پیوند تازهٔ شما برای فیکو Sync");
      expect(persian?.text.indexOf("سلام")).toBe(0);
      expect(english?.subject).toBe("Your new link for Fiko Sync");
      expect(english?.text.indexOf("Hello")).toBe(0);
      expect(english?.html).toContain(again.inviteUrl);
    });
  },
);

dbTest("of two links for one person made at once, the older never arrives last", async ({ db, database }) => {
  await withMail(database, {}, async (hub, smtp) => {
    const admin = await anAdmin(db);
    const made = await createUser(hub, admin, { email: "sara@shop.example", name: null, role: "OWNER" });
    const older = await inviteAgain(hub, admin, made.id);
    const newer = await inviteAgain(hub, admin, made.id);
    const mail = (link: typeof older) =>
      mailInvitation(hub, admin, { id: made.id, email: made.email, url: link.inviteUrl, isAgain: true }, "en");
    // The newer one's request is the quicker one.
    const [sent, replaced] = await Promise.all([mail(newer), mail(older)]);
    expect([sent, replaced]).toEqual([{ isSent: true }, { isSent: false, problem: "replaced", reply: null }]);
    expect(smtp.received.map((one) => readLetter(one).text.includes(newer.inviteUrl))).toEqual([true]);
    expect(tellMail({ isSent: false, problem: "replaced", reply: null }, made.email, "en")).toContain(
      "The newest link is the one that works.",
    );
    expect((await auditOf(database)).map(({ action }) => action).sort()).toEqual(["user.mail_failed", "user.mail_sent"]);
  });
});

dbTest("what could not be sent is told by cause, in both languages, and recorded", async ({ db, database }) => {
  await withMail(database, { refuses: "recipient" }, async (hub) => {
    const admin = await anAdmin(db);
    const made = await createUser(hub, admin, { email: "saar@shop.example", name: null, role: "OWNER" });
    const link = { id: made.id, email: made.email, url: made.inviteUrl ?? "", isAgain: false };
    const outcome = await mailInvitation(hub, admin, link, "fa");
    expect(outcome).toEqual({ isSent: false, problem: "recipient_refused", reply: "550 5.1.1" });
    if (!outcome) return;
    expect(tellMail(outcome, made.email, "en")).toBe(
      "The mail server does not know this recipient. See that the e-mail address is spelled right. It answered: 550 5.1.1.",
    );
    expect(tellMail(outcome, made.email, "fa")).toContain("این گیرنده را نمی‌شناسد");
    expect(await auditOf(database)).toMatchObject([
      { action: "user.mail_failed", details: { email: "saar@shop.example", outcome: "recipient_refused 550 5.1.1" } },
    ]);
    expect(hub.logged()).not.toMatch(/fi_[a-z0-9]{40}/);
  });
});

dbTest("a database that goes away meanwhile neither holds the message back nor takes the link along", async ({ db, database }) => {
  await withMail(database, {}, async (hub, smtp) => {
    const admin = await anAdmin(db);
    const made = await createUser(hub, admin, { email: "sara@shop.example", name: null, role: "OWNER" });
    const link = { id: made.id, email: made.email, url: made.inviteUrl ?? "", isAgain: false };
    const before = () => {
      throw new Error("the database is away");
    };
    expect(await mailInvitation({ ...hub, db: intercept(db, { before }) }, admin, link, "fa")).toEqual({ isSent: true });
    expect(smtp.received.map((one) => readLetter(one).text.includes(link.url))).toEqual([true]);
    expect(hub.logged()).toContain("not on record");
    expect(hub.logged()).not.toMatch(/fi_[a-z0-9]{40}/);
  });
});

dbTest("a hub without a mail server sends nothing and records nothing", async ({ db, database }) => {
  const hub = runtimeOn(database);
  const admin = await anAdmin(db);
  const made = await createUser(hub, admin, { email: "sara@shop.example", name: null, role: "OWNER" });
  const link = { id: made.id, email: made.email, url: made.inviteUrl ?? "", isAgain: false };
  expect(await mailInvitation(hub, admin, link, "fa")).toBeNull();
  expect(await auditOf(database)).toEqual([]);
});
