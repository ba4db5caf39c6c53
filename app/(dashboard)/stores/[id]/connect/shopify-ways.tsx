import type { Ui } from "@/lib/i18n/ui/ui";
import { Section } from "@/components/ui/section";
import { authorizeAction, connectAction } from "./actions";
import { ConnectForm, type FieldSpec } from "./connect-form";
import { PasteKeys } from "./paste-keys";

type Props = {
  storeId: string;
  domain: string;
  /** The hub has an app at Shopify. */
  hasApp: boolean;
  /** Shopify would come back to this hub. */
  isReachable: boolean;
  ui: Ui;
};

/** The hub's own app is installed, or somebody copies the keys of theirs: of today's kind, or an older one's token. */
export function ShopifyWays({ storeId, domain, hasApp, isReachable, ui: { t, language } }: Props) {
  const words = t.sync.wizard;
  const { lead, submit, noApp } = words.shopifyClick;
  const { client } = words;
  const mayClick = hasApp && isReachable;
  const shop: FieldSpec = { name: "shop_domain", label: words.domain, hint: words.domainHint, type: "url", value: domain };
  return (
    <>
      <Section title={words.clickTitle}>
        <p className="max-w-prose text-ink-soft">{mayClick ? lead : hasApp ? words.noHttps : noApp}</p>
        {mayClick && (
          <div className="grid max-w-xl">
            <ConnectForm
              act={authorizeAction.bind(null, storeId, "shopify")}
              fields={[shop]}
              t={{ ...words, submit, busy: words.opening }}
            />
          </div>
        )}
      </Section>
      <Section title={mayClick ? words.pasteClientTitle : words.onlyPasteClientTitle}>
        <PasteKeys
          stepsTitle={client.stepsTitle}
          steps={[client.stepOne, client.stepTwo, client.stepThree, client.stepFour]}
          note={client.note}
          formTitle={words.formTitle}
          language={language}
        >
          <ConnectForm
            act={connectAction.bind(null, storeId, "shopify")}
            isMain={!mayClick}
            fields={[
              shop,
              { name: "client_id", label: client.id, hint: client.idHint },
              { name: "client_secret", label: client.secret, hint: client.secretHint, type: "password" },
            ]}
            t={words}
          />
        </PasteKeys>
        <details>
          <summary className="font-medium text-ink-soft">{words.pasteTokenTitle}</summary>
          <div className="pt-4">
            <PasteKeys
              stepsTitle={words.shopifyStepsTitle}
              steps={[words.shopifyStepOne, words.shopifyStepTwo, words.shopifyStepThree, words.shopifyStepFour]}
              note={words.shopifyNoNewApps}
              formTitle={words.formTitle}
              language={language}
            >
              <ConnectForm
                act={connectAction.bind(null, storeId, "shopify")}
                isMain={false}
                fields={[
                  shop,
                  { name: "access_token", label: words.accessToken, hint: words.accessTokenHint, type: "password" },
                  { name: "app_secret", label: words.appSecret, hint: words.appSecretHint, type: "password", isOptional: true },
                ]}
                t={words}
              />
            </PasteKeys>
          </div>
        </details>
      </Section>
    </>
  );
}
