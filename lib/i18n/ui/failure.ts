import type { Translated } from "./translated";

export const failureEn = {
  title: "This page could not be shown",
  body: "The hub hit a problem while reading. Nothing was changed or lost.",
  next: "Try again. If it stays, tell your administrator this code:",
  retry: "Try again",
  notFoundTitle: "There is nothing here",
  notFound: "The address is wrong, or what was here belongs to someone else or is gone.",
  home: "Go to the start",
} as const;

export const failureFa: Translated<typeof failureEn> = {
  title: "این صفحه نشان داده نشد",
  body: "هاب هنگام خواندن به مشکل خورد. چیزی تغییر نکرد و چیزی از دست نرفت.",
  next: "دوباره تلاش کنید. اگر ماند، این کد را به مدیر بگویید:",
  retry: "تلاش دوباره",
  notFoundTitle: "اینجا چیزی نیست",
  notFound: "نشانی درست نیست، یا آنچه اینجا بود از آن دیگری است یا دیگر نیست.",
  home: "رفتن به آغاز",
};
