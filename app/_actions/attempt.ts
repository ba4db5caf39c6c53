import { AppError } from "@/lib/core/errors";
import { errorDetail } from "@/lib/i18n/error-details";
import type { Language } from "@/lib/i18n/language";

export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: string };

/** What a caller can cause becomes a sentence for the form; everything else flies to the error page and the log. */
export async function attempt<T>(language: Language, act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, problem: errorDetail(error.code, language) };
    throw error;
  }
}
