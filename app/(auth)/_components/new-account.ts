import { z } from "zod";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/access/users/password";
import { email as emailText } from "@/lib/access/users/wire";

/** What a form of these pages answers: saved, or what to correct where. */
export type Saved = { isSaved: true; email: string } | { isSaved: false; problem?: string; fields?: { email?: string; password?: string } };

export const isGoodEmail = (text: string): boolean => emailText.safeParse(text).success;
export const isGoodPassword = (text: string): boolean =>
  z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH).safeParse(text).success;
