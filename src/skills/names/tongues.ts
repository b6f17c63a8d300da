/** Languages people speak. All stand in a list or beside a word such as "fluent", else they are nations. */
export const tongues = `
~English; ~German: =Deutsch; ~French; ~Spanish; ~Italian; ~Portuguese; ~Dutch; ~Polish; ~Czech; ~Slovak; ~Hungarian; ~Romanian; ~Bulgarian; ~Greek; ~Turkish; ~Russian; ~Ukrainian; ~Serbian; ~Croatian
~Swedish; ~Norwegian; ~Danish; ~Finnish; ~Estonian; ~Latvian; ~Lithuanian; ~Arabic; ~Hebrew; ~Persian: =Farsi; ~Hindi; ~Urdu; ~Bengali; ~Tamil; ~Chinese; Mandarin: =Mandarin Chinese; Cantonese; ~Japanese; ~Korean; ~Vietnamese; ~Thai; ~Indonesian; ~Malay; Tagalog; Swahili; American Sign Language: sign language
`;
