const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Capitalised in any English letter, folded. */
export const ordinaryCapitals = words(`
i i'm i've i'd i'll i’m i’ve i’d i’ll dear hello hi kind best warm regards sincerely yours hiring manager team sir madam
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
english european eu uk us usa europe cv ai it hr okay ok ceo cfo cto coo vp
`);

/** What sentences begin with; a name is not among it. */
export const starters = words(`
a about above across after again all almost along already also although always among an and another any anything are as at
because before being below beside besides between beyond both building but by can care careful clear coming could day days
did different do does doing during each either enough equally even every everything few finally first following for from
further given good great had has have having he her here his how however if in indeed instead is it it's its joining just
knowing last later lately learning less let like looking made many maybe me meanwhile might more moreover most much my near
nearly never nevertheless new next no none nor not nothing now of off often on once one only or other others our out outside over
overall own part patients people perhaps please quite rather reading right same second seeing several she should similarly
since small so some something sometimes soon still such thank thanks that that's the their them then there there's these they this
those though through throughout thus to today together too towards two under until up upon us usually very was we well
were what what's when where whether which while who whose why will with within without work working would yes yet you your yours
colleagues customers clients users teams companies code quality nothing everyone everything somebody anyone whatever wherever known
copy design people data numbers details mistakes products software systems customers readers listeners teaching learning helping
we've we're you're they're he's she's there's here's what's who's where's let's i'd today's yesterday tomorrow tonight
big small long short hard simple plain honest real old young best better worse more fewer less several plenty lots
friends family home school university money time work life health safety trust respect patience calm care order tools ideas
three four five six seven eight nine ten eleven twelve dozens hundreds thousands per via like unlike despite except
naturally certainly surely frankly clearly sadly luckily gladly yours myself mine
`);

/** Nouns and adverbs by their look: "Accuracy", "Nursing", "Recently". */
export const looksOrdinary = (word: string): boolean =>
  starters.has(word) || /(?:ing|ly|ness|ity|tion|sion|ment|ship|ance|ence|acy|ed|ful|est)s?$/.test(word);

/** Employers so well known that a letter names them in lower case too. */
export const famous = words(`
google amazon microsoft netflix facebook spotify airbnb tesla ibm nvidia paypal walmart ikea siemens bosch
zalando volkswagen toyota samsung sony intel tiktok linkedin twitter openai deloitte accenture mckinsey kpmg pwc
unilever nestle pfizer novartis starbucks mcdonald's fedex dhl
`);
