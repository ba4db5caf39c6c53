import { attempted } from "./ui/answered";
import { warn } from "./ui/toast";

/** Changes how the pages look or speak; where nobody answered it says so, and all stays as it is. */
export async function prefer(change: (form: FormData) => Promise<void>, form: FormData): Promise<void> {
  const lost = await attempted(change(form).then(() => null));
  if (lost) warn(lost.problem);
}
