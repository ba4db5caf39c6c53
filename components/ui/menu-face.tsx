import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** How an entry of a menu looks: an icon and what it does. */
export const menuFace = (Icon: LucideIcon, words: ReactNode): ReactNode => (
  <>
    <Icon aria-hidden />
    {words}
  </>
);
