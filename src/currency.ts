/** Currencies whose minor unit is not a hundredth. */
const digits: Readonly<Record<string, number>> = {
  CLP: 0,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  VND: 0,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
};

/** How many minor units (cents) make one unit of a currency: 100 where nothing else is known. */
export const minorUnits = (currency: string | null): number => 10 ** (digits[currency ?? ''] ?? 2);
