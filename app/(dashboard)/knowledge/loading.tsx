import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { SearchSkeleton } from "@/components/ui/skeleton";

export default async function Loading() {
  return <SearchSkeleton label={uiOf(await currentLanguage()).t.common.loading} />;
}
