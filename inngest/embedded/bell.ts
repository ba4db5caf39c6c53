/** Sleeps until rung or until the time is over; a ring while nobody sleeps ends the next sleep at once. */
export function createBell() {
  let isRung = false;
  let wakeSleeper: (() => void) | null = null;
  return {
    ring(): void {
      isRung = true;
      wakeSleeper?.();
    },
    /** @returns whether it was rung */
    async sleep(ms: number): Promise<boolean> {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeSleeper = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakeSleeper = null;
      }
      const wasRung = isRung;
      isRung = false;
      return wasRung;
    },
  };
}
