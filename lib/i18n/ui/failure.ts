import type { Translated } from "./translated";

export const failureEn = {
  title: "This page could not be shown",
  body: "The hub hit a problem while reading. Nothing was changed or lost.",
  next: "Try again. If it stays, send your administrator the code below: it leads to this moment in the log.",
  nextNoCode: "Try again. If it stays, tell your administrator what you did last.",
  offline: "There is no connection. The page comes when it is back; nothing was changed or lost.",
  code: "Code",
  copyCode: "Copy the code",
  copied: "Copied",
  copyFailed: "Could not copy. Select the code and copy it by hand.",
  retry: "Try again",
  notFoundTitle: "There is nothing here",
  notFound: "The address is wrong, or what was here belongs to someone else or is gone.",
  forbiddenTitle: "This page is for administrators",
  forbidden: "You are signed in as {email}, {role}. This page is not part of that role, so nothing of it is shown.",
  forbiddenNext: "If you need it, ask an administrator of the hub to do it or to change your role.",
  home: "Go to the start",
} as const;

export const failureFa: Translated<typeof failureEn> = {
  title: "این صفحه نشان داده نشد",
  body: "هاب هنگام خواندن به مشکل خورد. چیزی تغییر نکرد و چیزی از دست نرفت.",
  next: "دوباره تلاش کنید. اگر ماند، کد زیر را برای مدیر بفرستید: در گزارش کارگزار به همین لحظه می‌رسد.",
  nextNoCode: "دوباره تلاش کنید. اگر ماند، به مدیر بگویید آخرین کارتان چه بود.",
  offline: "اتصال برقرار نیست. با برقراری آن صفحه می‌آید؛ چیزی تغییر نکرد و چیزی از دست نرفت.",
  code: "کد",
  copyCode: "کپی کد",
  copied: "کپی شد",
  copyFailed: "کپی نشد. کد را انتخاب و دستی کپی کنید.",
  retry: "تلاش دوباره",
  notFoundTitle: "اینجا چیزی نیست",
  notFound: "نشانی درست نیست، یا آنچه اینجا بود از آن دیگری است یا دیگر نیست.",
  forbiddenTitle: "این صفحه برای مدیران است",
  forbidden: "با {email} و نقش {role} وارد شده‌اید. این صفحه جزو این نقش نیست و چیزی از آن نشان داده نمی‌شود.",
  forbiddenNext: "اگر به آن نیاز دارید، از یک مدیر هاب بخواهید انجامش دهد یا نقش شما را تغییر دهد.",
  home: "رفتن به آغاز",
};
