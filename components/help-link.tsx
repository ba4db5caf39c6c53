import { CircleHelp } from "lucide-react";
import type { HelpTopic } from "@/lib/i18n/ui/help-guide";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "./ui/button";

/**
 * A small “?” that opens the part of the help that answers this page's questions. A plain link: the browser itself goes to
 * the end of an address it loads.
 */
export function HelpLink({ topic, t }: { topic: HelpTopic; t: Sentences["help"] }) {
  const label = fill(t.about, { topic: t.guide[topic].title });
  return (
    <a href={`/help#${topic}`} aria-label={label} title={label} className={buttonClass("quiet", "px-2 print:hidden")}>
      <CircleHelp aria-hidden />
    </a>
  );
}
