import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { optionalCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { withHubAddress } from "@/lib/integrations/woocommerce/plugin-zip";
import { getDeps } from "@/lib/runtime";

const NAME = "fiko-woocommerce-sync.zip";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** The plugin as the build made it (scripts/prepare.mjs), with the address of this hub, for whoever is signed in. */
export async function GET(): Promise<Response> {
  const [caller, language, { env }] = await Promise.all([optionalCaller(), currentLanguage(), getDeps()]);
  if (!caller) return new Response(null, { status: 303, headers: { location: `/sign-in?next=/downloads/${NAME}` } });
  try {
    const zip = await readFile(join(/* turbopackIgnore: true */ process.cwd(), "dist", NAME));
    return new Response(new Uint8Array(withHubAddress(zip, env.PUBLIC_URL)), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${NAME}"`,
        "cache-control": "private, no-cache",
      },
    });
  } catch (error) {
    if (!isMissing(error)) throw error;
    return new Response(uiOf(language).t.stores.connect.noDownload, {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
}
