/** For reading systems; a site shows the text in its own styles. */
export const STYLE_SHEET = `html { font-family: serif; line-height: 1.5; }
body { margin: 1em; }
h1, h2, h3 { font-weight: normal; line-height: 1.25; text-align: start; break-after: avoid; }
h1 { font-size: 1.8em; margin: 2em 0 1em; }
h1 .label { display: block; font-size: 0.55em; }
h2 { font-size: 1.25em; margin: 2em 0 0.5em; }
h3 { font-size: 1em; font-style: italic; margin: 1.5em 0 0.5em; }
p, li, dd { hyphens: auto; }
pre, code { font-family: monospace; font-size: 0.9em; hyphens: none; }
pre { white-space: pre-wrap; padding: 0.75em; border-inline-start: 3px solid; }
table { border-collapse: collapse; margin: 1.5em 0; font-size: 0.9em; }
caption { text-align: start; font-style: italic; padding-bottom: 0.5em; }
th, td { text-align: start; vertical-align: top; padding: 0.35em 0.75em 0.35em 0; border-bottom: 1px solid; }
figure { margin: 1.5em 0 0.5em; break-inside: avoid; }
figure img { max-width: 100%; height: auto; }
figcaption, details, .notes { font-size: 0.9em; }
.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; text-decoration: none; }
.backlink { text-decoration: none; }
`
