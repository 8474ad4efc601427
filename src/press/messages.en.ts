/** Headings and labels; the long texts are in texts.en.ts. */
export const en = {
  about: 'About',
  accessibility: 'Accessibility help',
  contact: 'Contact',
  policies: { usage: 'Usage policy', privacy: 'Privacy', terms: 'Terms' },
  version: (version: string) => `Version ${version}`,
  write: 'Write to',
  postal: 'By post',
  rights: 'Reuse and translation rights',
  accessible: 'Accessibility, and accessible copies',
  presses: 'Presses on this site',
  otherLanguage: 'The press has written this text in another language only.',
}
