import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { ListSkeleton } from "@/components/ui/skeleton";

export default async function Loading() {
  return <ListSkeleton label={uiOf(await currentLanguage()).t.common.loading} />;
}
