import { KeyRound, Plug } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { LucideIcon } from "lucide-react";
import type { Ui } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { isShopifyAddress } from "../_data/typed-shop";

/** @param shop its address, when somebody has said it: the wizard need not ask again */
export function ChooseWay({ storeId, shop, ui: { t } }: { storeId: string; shop: string; ui: Ui }) {
  const words = t.stores.ways;
  const isShopify = isShopifyAddress(shop);
  const given = shop === "" ? "" : `?${new URLSearchParams({ kind: isShopify ? "shopify" : "woocommerce", shop })}`;
  const plugin = (
    <Way key="plugin" icon={Plug} title={words.plugin} text={words.pluginText}>
      <a href="#plugin" className={buttonClass(isShopify ? "plain" : "primary")}>
        {words.pluginGo}
      </a>
    </Way>
  );
  const api = (
    <Way key="api" icon={KeyRound} title={words.api} text={words.apiText}>
      <Link href={`/stores/${storeId}/connect${given}`} prefetch={false} className={buttonClass(isShopify ? "primary" : "plain")}>
        {t.sync.connection.connect}
      </Link>
    </Way>
  );
  return (
    <Section title={words.title}>
      <ul className="grid gap-3 sm:grid-cols-2">{isShopify ? [api, plugin] : [plugin, api]}</ul>
    </Section>
  );
}

function Way({ icon: Icon, title, text, children }: { icon: LucideIcon; title: string; text: string; children: ReactNode }) {
  return (
    <li className="grid grid-rows-[auto_1fr_auto] justify-items-start gap-2 rounded border border-line p-4">
      <h3 className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
        {title}
      </h3>
      <p className="text-ink-soft">{text}</p>
      {children}
    </li>
  );
}
