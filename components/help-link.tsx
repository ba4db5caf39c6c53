import { CircleHelp } from "lucide-react";
import Link from "next/link";
import type { HelpTopic } from "@/lib/i18n/ui/help-guide";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { buttonClass } from "./ui/button";

/** A small “?” that opens the part of the help that answers this page's questions. */
export function HelpLink({ topic, t }: { topic: HelpTopic; t: Sentences["help"] }) {
  const label = fill(t.about, { topic: t.guide[topic].title });
  return (
    <Link href={`/help#${topic}`} prefetch={false} aria-label={label} title={label} className={buttonClass("quiet", "px-2 print:hidden")}>
      <CircleHelp aria-hidden />
    </Link>
  );
}
