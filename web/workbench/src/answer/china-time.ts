/** A time of China as a field of a form holds it, `YYYY-MM-DDTHH:mm`, as an instant of the interface. China has one time, eight hours ahead, all year. */
export const instantOfChina = (local: string): string => new Date(`${local}:00.000+08:00`).toISOString();
