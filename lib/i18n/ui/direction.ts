import type { Language } from "../language";

export const directionOf = (language: Language): "rtl" | "ltr" => (language === "fa" ? "rtl" : "ltr");
