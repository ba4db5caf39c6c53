import { clsx } from "clsx";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { LATEST_PLUGIN_VERSION } from "@/lib/integrations/woocommerce/plugin-version";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";

/** Numbered in the language's own digits. */
export function Steps({ language, children }: { language: Ui["language"]; children: ReactNode }) {
  return (
    <ol className={clsx("grid gap-2 ps-5 marker:font-medium marker:text-ink-soft", language === "fa" ? "list-[persian]" : "list-decimal")}>
      {children}
    </ol>
  );
}

/** The address that the plugin asks for, to copy. */
export function HubAddress({ hubAddress, ui: { t } }: { hubAddress: string; ui: Ui }) {
  return (
    <span className="block text-sm text-ink-soft">
      {t.stores.connect.address}:{" "}
      <CopyButton
        text={hubAddress}
        label={fill(t.common.copyId, { id: hubAddress })}
        copied={t.common.copied}
        failed={t.common.copyFailed}
        isId
      />
    </span>
  );
}

/** Three steps and the plugin. */
export function HowToConnect({ hubAddress, ui }: { hubAddress: string; ui: Ui }) {
  const { t, language } = ui;
  const words = t.stores.connect;
  return (
    <Section title={words.title} note={words.lead} anchor="plugin">
      <Steps language={language}>
        <li>{words.one}</li>
        <li>
          {words.two} <HubAddress hubAddress={hubAddress} ui={ui} />
        </li>
        <li>{words.three}</li>
      </Steps>
      <DownloadPlugin ui={ui} />
    </Section>
  );
}

/** For a store that the hub reaches without it. */
export function PluginIsOptional({ ui }: { ui: Ui }) {
  return (
    <Section title={ui.t.stores.connect.optionalTitle}>
      <p className="max-w-prose text-ink-soft">{ui.t.stores.connect.optional}</p>
      <DownloadPlugin ui={ui} />
    </Section>
  );
}

export function DownloadPlugin({ ui: { t } }: { ui: Ui }) {
  const words = t.stores.connect;
  return (
    <p className="flex flex-wrap items-center gap-3">
      {/* No page: a file, which the browser saves. */}
      <a href="/downloads/fiko-woocommerce-sync.zip" className={buttonClass("plain")}>
        <Download aria-hidden />
        {words.download}
      </a>
      <span className="text-sm text-ink-soft">{fill(words.version, { version: LATEST_PLUGIN_VERSION })}</span>
    </p>
  );
}
