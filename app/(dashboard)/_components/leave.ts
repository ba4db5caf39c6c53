import { postAuth } from "@/app/(auth)/_components/post-auth";
import { answered } from "@/components/ui/answered";
import { warn } from "@/components/ui/toast";
import { forgetJumps } from "./palette/recent-jumps";

/**
 * Ends this browser's session and leaves for the sign-in page.
 * @param noAnswer said when the hub cannot be reached: then everything stays as it is
 */
export async function leave(noAnswer: string): Promise<void> {
  const left = await answered(postAuth("signout", { callbackUrl: "/sign-in" }));
  if (!left?.isDone) return warn(noAnswer);
  forgetJumps();
  // A whole load: nothing of this person's stays in the page's memory.
  window.location.assign(new URL("/sign-in", window.location.origin));
}
