import { clsx } from "clsx";
import { Download } from "lucide-react";
import { LATEST_PLUGIN_VERSION } from "@/lib/integrations/woocommerce/plugin-version";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";

/** Three steps and the plugin. */
export function HowToConnect({ hubAddress, ui }: { hubAddress: string; ui: Ui }) {
  const { t, language } = ui;
  const words = t.stores.connect;
  return (
    <Section title={words.title} note={words.lead} anchor="plugin">
      <ol
        className={clsx("grid gap-2 ps-5 marker:font-medium marker:text-ink-soft", language === "fa" ? "list-[persian]" : "list-decimal")}
      >
        <li>{words.one}</li>
        <li>
          {words.two}{" "}
          <span className="block text-sm text-ink-soft">
            {words.address}:{" "}
            <CopyButton
              text={hubAddress}
              label={fill(t.common.copyId, { id: hubAddress })}
              copied={t.common.copied}
              failed={t.common.copyFailed}
              isId
            />
          </span>
        </li>
        <li>{words.three}</li>
      </ol>
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
