import type { Ui } from "@/lib/i18n/ui/ui";
import { Section } from "@/components/ui/section";
import { authorizeAction, connectAction } from "./actions";
import { ConnectForm, type FieldSpec } from "./connect-form";
import { PasteKeys } from "./paste-keys";

/** The shop gives its keys itself, or somebody copies them. */
export function WooWays({
  storeId,
  address,
  mayClick,
  ui: { t, language },
}: {
  storeId: string;
  address: string;
  mayClick: boolean;
  ui: Ui;
}) {
  const words = t.sync.wizard;
  const { lead, submit, notFound } = words.wooClick;
  const shop: FieldSpec = { name: "shop_url", label: words.address, hint: words.addressHint, type: "url", value: address };
  return (
    <>
      <Section title={words.clickTitle}>
        <p className="max-w-prose text-ink-soft">{mayClick ? lead : words.noHttps}</p>
        {mayClick && (
          <div className="grid max-w-xl gap-4">
            <ConnectForm
              act={authorizeAction.bind(null, storeId, "woocommerce")}
              fields={[shop]}
              t={{ ...words, submit, busy: words.opening }}
            />
            <p className="text-sm text-ink-soft">{notFound}</p>
          </div>
        )}
      </Section>
      <Section title={mayClick ? words.pasteTitle : words.onlyPasteTitle}>
        <PasteKeys
          stepsTitle={words.stepsTitle}
          steps={[words.stepOne, words.stepTwo, words.stepThree]}
          formTitle={words.formTitle}
          language={language}
        >
          <ConnectForm
            act={connectAction.bind(null, storeId, "woocommerce")}
            isMain={!mayClick}
            fields={[
              shop,
              { name: "consumer_key", label: words.key, hint: words.keyHint },
              { name: "consumer_secret", label: words.secret, hint: words.secretHint, type: "password" },
            ]}
            t={words}
          />
        </PasteKeys>
      </Section>
    </>
  );
}
