/**
 * How the stand-in answers. `honest` builds a letter from the facts of the prompt; `obedient` does
 * what the posting says; `writes` gives these paragraphs; `says` this text as the output, whatever it is.
 */
export type Behaviour =
  | 'honest'
  | 'obedient'
  | 'hang'
  | 'drip'
  | 'cut'
  | 'refusal'
  | 'filtered'
  | 'empty'
  | 'no output'
  | 'truncated'
  | '100 KB'
  | 'wrong schema'
  | 'html'
  | 'endless'
  | { readonly status: number; readonly code?: string }
  | { readonly writes: readonly string[]; readonly facts?: readonly string[] }
  | { readonly says: string };
