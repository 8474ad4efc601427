/**
 * The house's own texts, for presses that have written none: plain words, true of this software as it is. In the notation
 * of render-plain-words.ts. A change of meaning gets a new HOUSE_POLICY_VERSION.
 */
export type TextFacts = {
  readonly name: string
  readonly onlinePublisher: string
  readonly contact: string
  readonly accessibilityContact: string
  readonly contactPage: string
}

export const en = {
  about: ({ name, onlinePublisher }: TextFacts) => `
${name} publishes scholarly books on this site. Every book, and every chapter of it, has a page of its own that can be read, cited and linked to for good.

## How to read

A chapter marked open can be read here, on its page, and taken away as a file, by anyone. A chapter marked closed shows its summary and its record; its page says how the text can be reached.

## How to cite

Every page offers its citation in many styles and as a file for reference managers. Its address does not change; where a work has a DOI, the DOI leads to it.

## What happens when something changes

A corrected book keeps its addresses. Its page says what was changed and when. What is withdrawn leaves its record behind, so that a citation never leads nowhere.

## Who runs this site

${onlinePublisher} publishes this site online. It runs on Chapterhouse, free software for scholarly publishing.
`,
  accessibility: ({ name, accessibilityContact }: TextFacts) => `
We want everyone to be able to read here. These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA, and to work without a mouse, without colour and without scripts.

## With the keyboard

- The first press of the Tab key on any page brings up a link that skips to the main content.
- Tab and Shift with Tab move through links, buttons and fields; what has the focus is outlined.
- Enter follows a link; Enter or the space bar presses a button and opens or closes whatever folds, such as affiliations or the table of contents.
- Escape closes an enlarged picture or an opened note, and the focus goes back to where it came from.
- A table too wide for the screen can be reached by Tab and moved with the arrow keys.

## With assistive technology

- Headings, lists, tables, figures and landmarks are marked as what they are. Each page has one first heading: its title.
- A note in the text is a link to the note, and the note has a link back.
- Page numbers of the printed book stand in the text, so that you can find a page that somebody cites.
- The language of a book is marked apart from the language of the site, so that a voice can pronounce it.
- Formulas are given as MathML.

## Size, width, colours

- Every page can be enlarged to 400 % and is then read in one column.
- On the page of a text you can choose the size of the letters and the width of the lines; your browser remembers it.
- Pages follow your system: dark or light, high contrast, your own colours, reduced motion.

## What we know does not work yet

- Pictures in older books may lack a description. The page of the book says whether its files claim to have them.
- Some books consist of pages laid out in advance; their text cannot be made to flow again.
- Scanned first pages, shown where a book has no summary, are pictures of text.
- The accessibility of each book's files is told on its page, in the words of its own metadata. Where nothing is told, we do not know.

## An accessible copy

If you cannot use a book as it is offered, write to [${accessibilityContact}](${accessibilityContact}). Say which book or chapter, and what you need: another format, larger letters, descriptions of pictures, or a file without protection. You do not have to explain why you need it. ${name} answers within five working days.

## When something is wrong

Tell us at the same address which page it was and what happened. The line at the foot of every page says which rendering you saw; it helps us if you copy it.
`,
  contact: ({ name }: TextFacts) => `
${name} is glad to hear from readers, authors and librarians. For reuse of a text or a picture, look first at the rights on its own page: a public licence may already allow what you want.
`,
  usage: ({ name }: TextFacts) => `
This policy says what you may do with what you read here. Where the page of a book or chapter states a licence, that licence goes before this policy.

## You may

- read, search and link to everything that is open, without asking and without telling us who you are;
- take away the files that are offered to you, and keep them for your own study and teaching;
- quote, with the source, as far as the law of your country and good scholarly practice allow;
- compute on open texts, for instance to count and compare words, if you ask for them at a pace that leaves the site to others.

## You may not

- pass on files of works that are not open, or put them where others can get them;
- remove the names of authors or of the press, or change a text and leave it under its author's name;
- try to get round the limits of access, or use another person's right to it;
- ask for pages so fast or so many at a time that other readers are kept from theirs.

## Rights in the texts

Rights belong to the holders named on each page. For anything beyond this policy and the licence, ask them; if none is named, ask ${name}.

## Changes

This policy has a version. What you agreed to is the version that was shown to you.
`,
  privacy: ({ name, contact }: TextFacts) => `
You can read here without telling us who you are.

## What we do not do

- Pages set no cookie for readers who have not logged in.
- Nothing on our pages is loaded from other sites: no counters, fonts, maps or buttons of third parties.
- We do not sell or hand on anything about readers.

## What is kept

- A log line for each answer: the time, the page asked for, the result, and how long it took. It holds no address of a reader.
- A note of each chapter opened or taken away: when, which one, and through which library, so that libraries can be told how much is read. It names no reader and no address; what one reader opens on one day belongs together by a number, whose key is destroyed when the day is over.
- Your choice of text size and line width, and that you have closed a notice, are kept by your own browser and never sent to us.
- If you write to us, we keep your message as long as it takes to answer it and to learn from it.

## Your rights

You may ask what is kept about you, have it corrected, and have it deleted. Write to [${contact}](${contact}). ${name} answers within a month.
`,
  terms: ({ name, onlinePublisher, contactPage }: TextFacts) => `
${onlinePublisher} runs this site for ${name}.

## What you can rely on

The address of a book or chapter stays, and leads to it or to a record of what became of it. Texts are shown as their press sent them; corrections are told on the page.

## What you cannot

The site may be away for maintenance, or because of a fault. It comes without a promise that it serves a particular purpose. What authors write is their own view. We are liable where the law says so, and not beyond.

## Links

Addresses outside this site lead to pages that others answer for.

## If you find something that should not be here

If a text or picture infringes your rights, or should not be published for another reason, tell us through the [contact page](${contactPage}): which page, what is wrong, and how we can reach you. We look into it and answer.
`,
}
