import { forbidden } from "next/navigation";
import type { ReactNode } from "react";
import { currentCaller } from "@/lib/http/current-caller";

/** Asked above the skeleton too: once that has been sent, the answer's status can no longer say 403. */
export default async function TeamLayout({ children }: { children: ReactNode }) {
  if ((await currentCaller()).role !== "ADMIN") forbidden();
  return children;
}
