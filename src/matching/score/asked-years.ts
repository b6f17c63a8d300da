/** `5+ years`, `3-5 years`, `2 to 4 yrs`, `5 Jahre`; of a range the lower end. */
const years =
  /(?<![\d.,])(\d{1,2})\s?(?:\+|plus)?(?:\s?(?:-|–|to|bis)\s?\d{1,2})?\s?\+?\s(?:years?|yrs?|jahren?)(?!\p{L})/giu;
const isOfExperience = /experience|erfahrung|exp\.|working|practice|background|in a (?:similar|related)|expertise/i;
/** So far from the number the word for experience may stand. */
const reach = 60;
/** Above what any posting asks; it is the age of the company. */
const most = 20;

/** The most years of experience that a text asks for; null where it names none. Linear in the text. */
export const askedYears = (text: string): number | null => {
  const asked = [...text.matchAll(years)]
    .filter((found) => {
      const end = found.index + found[0].length;
      return isOfExperience.test(text.slice(Math.max(0, found.index - reach / 2), end + reach));
    })
    .map((found) => Number(found[1]))
    .filter((number) => number > 0 && number <= most);
  return asked.length === 0 ? null : Math.max(...asked);
};
