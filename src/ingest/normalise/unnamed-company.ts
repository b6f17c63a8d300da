/** What stands in the place of a company that a posting does not name; such postings are compared by nothing but their ids. */
export const unnamedCompany = 'Company not named';
