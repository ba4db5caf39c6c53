import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { FormSkeleton } from "@/components/ui/skeleton";

export default async function Loading() {
  return <FormSkeleton label={uiOf(await currentLanguage()).t.common.loading} isNested fields={1} />;
}
