import type { AddressIssue, AddressRule } from './addresses/address-issue.ts'
import type { InstitutionField } from './parse-institution.ts'

/** What was found, where, and what to do. */
const issues: Record<AddressRule, (issue: Pick<AddressIssue, 'found' | 'read'>) => string> = {
  'address-is-whole': ({ found }) =>
    `“${found}” is not a whole address. Write four numbers from 0 to 255, an IPv6 address, or * for numbers that may be any.`,
  'prefix-length-fits': ({ found }) =>
    `“${found}” has a length or a mask that does not fit. Write /0 to /32 after IPv4, /0 to /128 after IPv6.`,
  'range-has-an-end': ({ found }) =>
    `“${found}” begins a range and does not end it. Write both ends on one line.`,
  'range-ends-after-it-begins': ({ found }) =>
    `“${found}” ends before it begins. Write the lower address first.`,
  'range-is-of-one-family': ({ found }) =>
    `“${found}” goes from IPv4 to IPv6. Write two ranges, one of each kind.`,
  'wildcards-stand-last': ({ found }) =>
    `“${found}” has a * before other numbers and would be hundreds of ranges. Write the ranges that you mean.`,
  'exclusion-names-its-addresses': ({ found }) =>
    `“${found}” leaves something out and does not say what. Write the addresses after it, or put ! in front of each.`,
  'range-is-not-too-wide': ({ found, read }) =>
    `“${found}” was read as ${read}, which is wider than any institution’s network. Write its real ranges.`,
  'range-has-a-likely-width': ({ found, read }) =>
    `“${found}” was read as ${read}. That is a great many addresses: make sure that all of them are the institution’s.`,
  'address-is-public': ({ found, read }) =>
    `“${found}” (${read}) is private: a site on the Internet never sees it. Ask for the addresses under which the network is seen from outside.`,
  'address-is-assigned': ({ found, read }) =>
    `“${found}” (${read}) is an address that no network on the Internet has. Make sure that it is written correctly.`,
  'prefix-begins-at-its-network': ({ found, read }) =>
    `“${found}” does not begin where such a network begins; it was read as ${read}. If only part of it is meant, write a range.`,
  'numbers-have-no-leading-zeros': ({ found, read }) =>
    `“${found}” has zeros in front and was read as ${read}. Make sure that this is meant.`,
  'range-says-that-it-is-one': ({ found, read }) =>
    `“${found}” stands in two columns and was read as the range ${read}. If two addresses are meant, put them on two lines.`,
  'exclusion-lies-in-a-range': ({ found, read }) =>
    `“${found}” leaves out ${read}, which is in none of the ranges of this list. Make sure that both are right.`,
  'line-holds-an-address': ({ found }) => `No address was found in “${found}”.`,
}

const problems: Record<InstitutionField, string> = {
  name: 'Write a name of up to 300 characters.',
  kind: 'Choose institution or consortium.',
  otherNames: 'Write one name to a line.',
  country: 'Write the two letters of the country (ISO 3166), such as NO.',
  city: 'Write a town of up to 200 characters.',
  ror: 'Write the ROR id as ror.org shows it, such as https://ror.org/013meh722. A character of it is wrong or missing.',
  isni: 'Write the sixteen characters of the ISNI. One of them is wrong or missing.',
  contact: 'Write an e-mail address, such as library@north.example.',
  onCampus: 'Choose member or walk-in.',
  admits: 'Choose among member, alum and walk-in.',
  pairingDays: 'Write a number of days from 0 to 400.',
  pairingFor: 'Choose anyone or signed-in.',
  proxyPrefix:
    'Write what goes before an address, ending in = or /, such as https://proxy.north.example/login?url=',
}

export const en = {
  issues,
  problems,
  /** Why nothing was changed. */
  refusals: {
    unknown: 'There is no such institution.',
    'unknown-consortium': 'One of the consortia is no institution here.',
    circle: 'It cannot belong to itself, not even by way of others.',
    'identifier-taken': (field: 'ror' | 'isni', by: string) =>
      `${by} has this ${field === 'ror' ? 'ROR id' : 'ISNI'} already.`,
    'sign-in-taken': (entity: string, by: string) =>
      `${entity} signs in readers of ${by}. If it signs in yours as well, name your scope, such as med.example.edu; or ask the press.`,
    claimed: (claimant: string, range: string, by: string) =>
      `${claimant} cannot have ${range}: these addresses belong to ${by}. Leave them out of one of the two, or, if one belongs to the other, say so first.`,
  },
  line: (n: number) => `Line ${n}`,

  find: 'Find your institution',
  findLead: 'Your library may have an agreement with this site. Find it here, and sign in there.',
  typeName: 'Name of your university, library or company',
  typeHint: 'Three letters will do. You can also type initials, such as UCL, or a town.',
  search: 'Search',
  results: (n: number) => (n === 1 ? '1 institution' : `${n} institutions`),
  moreResults: 'There are more. Type another word of the name.',
  typeMore: 'Type at least three letters.',
  noneFound: (text: string) => `No institution here is called “${text}”.`,
  notListed: 'Your institution is not listed?',
  notListedSteps: [
    'Try another part of its name, its initials, or the name of the whole university.',
    'If you are on its premises, use its own network: its addresses may open books without any sign-in.',
    'Open this site from your library’s own list of databases: the link there may lead through its proxy.',
    'Ask your library. It can come to an agreement with us, and it can often get you the chapter meanwhile.',
  ],
  chosenBefore: (name: string) => `You chose ${name} last time.`,
  goOnWith: (name: string) => `Go on with ${name}`,
  forgetChoice: 'Forget this choice',
  choiceForgotten: 'Your choice is forgotten.',
  also: (name: string) => `also: ${name}`,

  signInThrough: (name: string) => `Sign in through ${name}`,
  signInWith: (name: string) => `Sign in at ${name}`,
  signInLead:
    'You sign in at your institution’s own page. It tells us that you are one of its readers, not who you are.',
  rememberChoice: 'Remember this institution on this device',
  rememberHint: 'It keeps the choice in a cookie, and nothing else.',
  otherInstitution: 'Another institution',
  throughProxy: (name: string) => `Through the proxy of ${name}`,
  proxyHint: 'You sign in at the library’s proxy, and read here as if you were in the library.',
  onNetwork: (name: string) => `You are on the network of ${name}: there is no need to sign in.`,
  readOn: 'Read on',
  noSignIn: (name: string) => `${name} has no sign-in here.`,
  noSignInSteps: [
    'On its premises, use its own network: the books that it licenses open there by themselves.',
    'Elsewhere, open this site from your library’s own list of databases, or through its virtual private network.',
    'If you were on its network with this device, you may have it remembered.',
  ],
  askLibrary: 'Ask your library',

  offCampus: 'Reading off campus',
  offCampusLead:
    'A device that you use on your institution’s network can be remembered, so that it opens the same books elsewhere.',
  rememberDevice: 'Remember this device for off-campus reading',
  rememberDeviceFor: (name: string, days: number) =>
    `You are on the network of ${name}. If this is your own device, it can be remembered for ${days === 1 ? 'one day' : `${days} days`}.`,
  rememberDeviceHint: 'Do not do this on a computer that others use too.',
  remembered: (name: string, until: string) => `This device is remembered for ${name} until ${until}.`,
  forgetDevice: 'Forget this device',
  deviceForgotten: 'This device is remembered no longer.',
  yourDevices: 'Your devices',
  device: 'Device',
  deviceUnknown: 'Unknown device',
  rememberedSince: 'Remembered since',
  rememberedUntil: 'Until',
  forget: 'Forget',
  forgetNamed: (device: string, institution: string) => `Forget ${device} (${institution})`,
  pairingRefused: {
    'off-campus':
      'You are not on the network of an institution that we know. Come back here when you are, with this device.',
    'by-institution': 'Your institution does not have devices remembered. Off campus, sign in through it.',
    'sign-in-first':
      'Your institution has devices remembered only for readers with an account. Sign in, and come back here.',
  },
  signInHere: 'Sign in with your account',

  openurl: 'What you were looking for',
  openurlNone: 'The reference that brought you here names nothing that we have.',
  openurlSeveral: 'The reference that brought you here may mean one of these.',
  openurlEmpty: 'Link resolvers send references to this address. Yours came without one.',
  reference: 'Reference',
  openurlSteps: 'See whether it is here under another name:',
  allBooks: 'All books',
  openurlLibrary: 'Your library’s own page, from which you came, may offer other copies.',
  chapterOf: 'Chapter',
  book: 'Book',
  author: 'Author',
  year: 'Year',
  page: 'Page',
}
