const file = '.github/scripts/listings.json';
/** Where these lists are edited; `main` has only the page that is made from them. */
const branch = 'dev';

/** People whose lists have this format, and how those repositories are called: they have others too. */
const owners = new Set(['simplifyjobs', 'vanshb03', 'cvrve', 'ouckah', 'pittcsc']);
const listName = /internship|new-?grad|co-?op|positions/i;

/** The file behind a page for people or the file itself; null where the URL shows no such list. */
export const listAddress = (url: URL): URL | null => {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const [owner = '', repository = '', ...rest] = parts;
  if (owner === '' || repository === '') return null;
  if (url.hostname === 'raw.githubusercontent.com') {
    const path = rest.join('/');
    return path.endsWith(`/${file}`) ? withoutQuery(url) : null;
  }
  if (url.hostname !== 'github.com' && url.hostname !== 'www.github.com') return null;
  const [view = '', ...inView] = rest;
  if ((view === 'blob' || view === 'raw') && inView.join('/').endsWith(`/${file}`)) {
    return raw(owner, repository, inView.join('/').slice(0, -file.length - 1));
  }
  if (!owners.has(owner.toLowerCase()) || !listName.test(repository)) return null;
  return view === '' || view === 'tree' || view === 'blob'
    ? raw(owner, repository.replace(/\.git$/, ''), branch)
    : null;
};

const raw = (owner: string, repository: string, ref: string): URL =>
  new URL(`https://raw.githubusercontent.com/${owner}/${repository}/${ref}/${file}`);

const withoutQuery = (url: URL): URL => new URL(url.pathname, url);
