import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { DetailSkeleton } from "@/components/ui/skeleton";

export default async function Loading() {
  return <DetailSkeleton label={uiOf(await currentLanguage()).t.common.loading} hasImage />;
}
