/** What a store does by itself, and how often people may ask for it: a quarter of an hour to a day. */
export const scheduledModes = ["incremental", "reconcile"] as const;
export type ScheduledMode = (typeof scheduledModes)[number];

export const rhythmsMinutes = [15, 30, 60, 360, 1_440] as const;
export type RhythmMinutes = (typeof rhythmsMinutes)[number];
