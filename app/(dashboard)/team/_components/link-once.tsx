import type { Sentences } from "@/lib/i18n/ui/ui";
import { ShownOnce } from "@/components/shown-once";
import type { ShownLink } from "../actions";

type Props = { link: ShownLink; onDone: () => void; t: Sentences["team"]["link"]; common: Sentences["common"] };

/** The link, and whether it is on its way already. */
export function LinkOnce({ link: { url, mail }, onDone, t, common }: Props) {
  const notice = mail === null ? t.notice : mail.isSent ? t.noticeSent : t.noticeFailed;
  return <ShownOnce words={{ ...t, notice }} text={url} note={mail === null ? t.turnOn : mail.sentence} onDone={onDone} common={common} />;
}
