import { Braces, KeySquare, Search } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { listOperations, PLACEHOLDERS } from "@/lib/http/list-operations";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Latin } from "@/components/ui/latin";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { singles, type Search as Given } from "../../_data/address";
import { anchorLook, linkLook } from "../_components/guide-part";
import { byTag, findOperations, tagName } from "./find-operations";

const PATH = "/help/api";
const MAX_QUERY = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.help.api.title };
}

/** The OpenAPI document for people: made of the same declarations that check every request, so it says what is so. */
export default async function ApiPage({ searchParams }: { searchParams: Given }) {
  const [language, given] = await Promise.all([currentLanguage(), searchParams.then(singles), currentCaller()]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.help.api;
  const q = (given.q ?? "").slice(0, MAX_QUERY).trim();
  const all = listOperations();
  const found = findOperations(all, q);
  const [count, total] = [format.number(found.length), format.number(all.length)];
  const groups = byTag(found);
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={[{ href: "/help", label: t.help.title }]} here={words.title} />
      <PageHeader
        title={words.title}
        state={<p>{q === "" ? fill(words.state, { count }) : fill(words.stateFiltered, { count, total, q })}</p>}
      >
        <a href="/api/openapi.json" className={buttonClass("plain")}>
          <Braces aria-hidden />
          {words.document}
        </a>
      </PageHeader>
      <section aria-labelledby="begin" className="grid max-w-[44rem] gap-2">
        <h2 id="begin" className="text-lg font-semibold">
          {words.begin}
        </h2>
        <p>{fill(words.beginKey, { key: PLACEHOLDERS.key })}</p>
        <p>{fill(words.beginShop, { token: PLACEHOLDERS.token })}</p>
        <p className="text-ink-soft">{words.language}</p>
        <p>
          <Link href="/access-keys" prefetch={false} className={`inline-flex items-center gap-2 [&_svg]:size-4 ${linkLook}`}>
            <KeySquare aria-hidden />
            {words.makeKey}
          </Link>
        </p>
      </section>
      <div className="flex flex-wrap items-center gap-3">
        <SearchBox action={PATH} name="q" label={words.search} value={q} submit={t.common.search} keep={{}} />
        {q !== "" && (
          <Link href={PATH} prefetch={false} scroll={false} className={linkLook}>
            {t.common.clearFilters}
          </Link>
        )}
      </div>
      {groups.length === 0 ? (
        <Empty icon={Search}>{words.none}</Empty>
      ) : (
        <nav aria-label={words.contents}>
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {groups.map(([tag, operations]) => (
              <li key={tag}>
                <a href={`#tag-${tag.replaceAll(" ", "-")}`} className={`inline-flex min-h-6 items-center ${linkLook}`}>
                  {tagName(tag, words.tag)} ({format.number(operations.length)})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {groups.map(([tag, operations]) => (
        <section
          key={tag}
          id={`tag-${tag.replaceAll(" ", "-")}`}
          aria-label={tagName(tag, words.tag)}
          className={`grid grid-cols-1 gap-2 ${anchorLook}`}
        >
          <h2 className="text-lg font-semibold">{tagName(tag, words.tag)}</h2>
          <ul className="grid gap-px overflow-hidden rounded border border-line bg-line">
            {operations.map(({ id, method, path, summary }) => (
              <li key={id} className="grid min-w-0 gap-0.5 bg-surface px-3 py-2">
                <Link
                  href={`${PATH}/${id}`}
                  prefetch={false}
                  className="w-fit max-w-full rounded font-mono text-sm break-all hover:text-accent"
                >
                  <Latin>
                    <span className="font-semibold">{method}</span> {path}
                  </Latin>
                </Link>
                <span dir="ltr" lang="en" className="text-page text-sm text-ink-soft">
                  {summary}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
