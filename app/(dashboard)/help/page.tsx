import { SquareTerminal } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { GuidePart, linkLook, Points } from "./_components/guide-part";
import { StateGuide } from "./_components/state-guide";
import { topics } from "./topics";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.help.title };
}

/** What owners ask, answered: no data, no script of its own. */
export default async function HelpPage() {
  const [language] = await Promise.all([currentLanguage(), currentCaller()]);
  const ui = uiOf(language);
  const { t } = ui;
  const words = t.help;
  const placeOf = (place: (typeof topics)[number]["place"]) =>
    place && { href: place.href, label: fill(words.go.see, { page: t.shell[place.name] }) };
  return (
    <>
      <PageHeader title={words.title} state={<p>{words.state}</p>}>
        <Link href="/help/api" prefetch={false} className={buttonClass("plain", "print:hidden")}>
          <SquareTerminal aria-hidden />
          {words.api.open}
        </Link>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
        <nav aria-label={words.contents} className="xl:sticky xl:top-8 xl:order-last xl:self-start print:hidden">
          <p className="mb-2 text-sm text-ink-soft">{words.contents}</p>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-1">
            {topics.map(({ key }) => (
              <li key={key}>
                <a href={`#${key}`} className={`inline-flex min-h-6 items-center ${linkLook}`}>
                  {words.guide[key].title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid max-w-[44rem] gap-10">
          {topics.map(({ key, isInOrder, place }) => (
            <GuidePart key={key} anchor={key} title={words.guide[key].title} lead={words.guide[key].lead} place={placeOf(place)}>
              {key === "states" ? <StateGuide ui={ui} /> : <Points points={words.guide[key].points} isInOrder={isInOrder} />}
            </GuidePart>
          ))}
        </div>
      </div>
    </>
  );
}
