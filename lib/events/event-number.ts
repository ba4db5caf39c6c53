/** An event's number, or null when the text is none. 18 digits are always a bigint of the database. */
export const eventNumber = (id: string): bigint | null => (/^\d{1,18}$/.test(id) ? BigInt(id) : null);
