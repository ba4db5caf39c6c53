import type { Translated } from "./translated";

/** What is said in messages, and of sending them. Not among a page's sentences: messages are written on the server only. */
export const mailEn = {
  invitation: {
    subject: "Your invitation to Fiko Sync",
    greeting: "Hello,",
    who: "{inviter} invites you to Fiko Sync, the hub that keeps your shop's products ready for the AI that answers your customers.",
    what: "Open this link and choose a password:",
    button: "Choose a password",
    until: "It works once, until {time}. Whoever has it gets in: do not pass it on.",
    unexpected: "You did not expect this? Then do nothing: without the link nobody gets in, and it ends by itself.",
  },
  again: {
    subject: "Your new link for Fiko Sync",
    greeting: "Hello,",
    who: "{inviter} made a new link for your account at Fiko Sync.",
    what: "Open this link and choose a new password:",
    button: "Choose a new password",
    until: "It works once, until {time}; earlier links have stopped. Whoever has it gets in: do not pass it on.",
    unexpected: "You did not ask for it? Then do nothing: your password stays as it is. Tell {inviter}.",
  },
  test: { subject: "Fiko Sync can send e-mail", text: "This is a test. Invitations will arrive the same way." },
  sent: "Sent to {email}.",
  problem: {
    unreachable:
      "The mail server does not answer. See that the address and port in SMTP_URL are right, and that this machine may reach them.",
    too_slow: "The mail server did not answer in time; the message may still arrive. Try again, and see the port in SMTP_URL.",
    not_encrypted:
      "The mail server offers no encryption this hub can trust. Use smtps:// with port 465, and see that its certificate is valid.",
    sign_in_refused: "The mail server refused the user or password in SMTP_URL. Correct them; special characters are written in % form.",
    sender_refused: "The mail server does not send for the address in MAIL_FROM. Use one that belongs to the account.",
    recipient_refused: "The mail server does not know this recipient. See that the e-mail address is spelled right.",
    message_refused: "The mail server refused the message. Its log says why; often the address in MAIL_FROM is not set up to send.",
    replaced: "Not sent: the link was replaced, used or revoked before its turn came. The newest link is the one that works.",
  },
  reply: "It answered: {reply}.",
} as const;

const mailFa: Translated<typeof mailEn> = {
  invitation: {
    subject: "دعوت شما به فیکو Sync",
    greeting: "سلام،",
    who: "{inviter} شما را به فیکو Sync دعوت کرده است؛ هابی که محصولات فروشگاهتان را برای هوش مصنوعیِ پاسخ‌گوی مشتریان آماده نگه می‌دارد.",
    what: "این پیوند را باز کنید و گذرواژه‌ای انتخاب کنید:",
    button: "انتخاب گذرواژه",
    until: "یک بار کار می‌کند، تا {time}. هر که آن را داشته باشد وارد می‌شود: به کسی ندهید.",
    unexpected: "منتظر این پیام نبودید؟ کاری نکنید: بدون پیوند کسی وارد نمی‌شود و خودش پایان می‌یابد.",
  },
  again: {
    subject: "پیوند تازهٔ شما برای فیکو Sync",
    greeting: "سلام،",
    who: "{inviter} برای حساب شما در فیکو Sync پیوند تازه‌ای ساخته است.",
    what: "این پیوند را باز کنید و گذرواژهٔ تازه‌ای انتخاب کنید:",
    button: "انتخاب گذرواژهٔ تازه",
    until: "یک بار کار می‌کند، تا {time}؛ پیوندهای پیشین از کار افتاده‌اند. هر که آن را داشته باشد وارد می‌شود: به کسی ندهید.",
    unexpected: "شما نخواسته بودید؟ کاری نکنید: گذرواژهٔ شما همان می‌ماند. به {inviter} خبر دهید.",
  },
  test: { subject: "فیکو Sync می‌تواند ایمیل بفرستد", text: "این یک پیام آزمایشی است. دعوت‌نامه‌ها هم همین‌گونه می‌رسند." },
  sent: "به {email} فرستاده شد.",
  problem: {
    unreachable: "سرور ایمیل پاسخ نمی‌دهد. ببینید نشانی و درگاه در SMTP_URL درست باشد و این دستگاه به آن‌ها راه داشته باشد.",
    too_slow: "سرور ایمیل به‌موقع پاسخ نداد؛ شاید پیام هنوز برسد. دوباره تلاش کنید و درگاه را در SMTP_URL ببینید.",
    not_encrypted:
      "سرور ایمیل رمزگذاری‌ای که این هاب به آن اعتماد کند ندارد. از smtps://‎ با درگاه ۴۶۵ استفاده کنید و ببینید گواهی آن معتبر باشد.",
    sign_in_refused:
      "سرور ایمیل نام کاربری یا گذرواژهٔ SMTP_URL را نپذیرفت. آن‌ها را درست کنید؛ نویسه‌های ویژه با ٪ (مانند %40) نوشته می‌شوند.",
    sender_refused: "سرور ایمیل از سوی نشانی MAIL_FROM نمی‌فرستد. نشانی‌ای بنویسید که از همان حساب باشد.",
    recipient_refused: "سرور ایمیل این گیرنده را نمی‌شناسد. ببینید نشانی ایمیل درست نوشته شده باشد.",
    message_refused: "سرور ایمیل پیام را نپذیرفت. علت در گزارش آن آمده است؛ بیشتر وقت‌ها نشانی MAIL_FROM برای فرستادن آماده نشده است.",
    replaced: "فرستاده نشد: پیش از نوبتش پیوند تازه‌ای جایش را گرفت، یا استفاده یا لغو شد. تازه‌ترین پیوند کار می‌کند.",
  },
  reply: "پاسخش: {reply}.",
};

export type MailSentences = Translated<typeof mailEn>;
export const mailSentences: Record<"en" | "fa", MailSentences> = { en: mailEn, fa: mailFa };
