export const en = {
  stamp: ({ site, day, reader }: Stamped): string =>
    reader === null ? `Taken from ${site} on ${day}.` : `Copy of ${reader}, taken from ${site} on ${day}.`,
  stampTerms: (address: string): string => `Terms of use: ${address}`,
  stampReader: (number: string): string => `reader ${number}`,
  unmade: 'This file cannot be made of this edition, and its press has been told. What can be had of it:',
}

type Stamped = { readonly site: string; readonly day: string; readonly reader: string | null }
