import { redirect } from "next/navigation";

/** The start is the same for everyone: how the shops are. Who has none is told there what to do. */
export default function StartPage() {
  redirect("/overview");
}
