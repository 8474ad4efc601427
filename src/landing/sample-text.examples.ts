/** A text with everything a chapter may hold, as it looks once its addresses are resolved. */

const note = (n: number, text: string): string =>
  `<li id="n${n}" class="note" value="${n}"><p>${text} <a href="#r${n}" class="backlink" role="doc-backlink" aria-label="Back to reference ${n}">↩</a></p></li>`

const ref = (n: number): string =>
  `<sup><a id="r${n}" href="#n${n}" class="noteref" role="doc-noteref">${n}</a></sup>`

const pageBreak = (label: string): string =>
  `<span id="page-${label}" class="page" role="doc-pagebreak" aria-label="Page ${label}">${label}</span>`

export const sampleText = `<p id="p1">${pageBreak('81')}Anyone who has read aloud in a stone room knows the moment at which the room begins to answer. The first words go out and seem to be lost; then, before the sentence is half done, they come back from every side at once, and the reader, without deciding to, slows down.${ref(1)} The customaries describe this as a virtue of readers. It is as likely to be a virtue of rooms.</p>
<p id="p2">Two things decide what a listener on the wall bench hears: how soon the first reflection arrives, and how long the last one stays. In a plain rectangular hall both are set by the length of the walls. In an octagon with a pillar they can be set, within limits, by the mason.${ref(2)} The measurements reported here were taken to find those limits.</p>
<h2 id="h1">The geometry of an answer</h2>
<p id="p3">An octagon has no parallel neighbours. A sound that leaves the reader’s place meets the opposite wall squarely, and the six others at a slant, so that seven reflections reach the far bench over some thirty milliseconds instead of all at once.${pageBreak('82')} The ear takes what arrives within that span for a part of the word itself: it hears a louder reader, not an echo.${ref(3)}</p>
<blockquote id="q1"><p>Let him who reads stand where the stone is behind him, and let him wait at the point until the house has answered; for two that speak together are heard by none.</p></blockquote>
<p id="p4">The rule of thumb that follows is short. If <i>d</i> is the width of the room and <i>c</i> the speed of sound, the reader should pause for about</p>
<div class="formula" id="f1"><math display="block"><mi>t</mi><mo>=</mo><mfrac><mrow><mn>3</mn><mi>d</mi></mrow><mi>c</mi></mfrac><mo>+</mo><msub><mi>t</mi><mn>0</mn></msub></math></div>
<p id="p5">seconds at a full stop, where <i>t</i><sub>0</sub> is the listener’s own share. For a room seventeen metres wide this is a seventh of a second and a little more: a breath.</p>
<figure id="fig1"><img src="/assets/example-figure.svg" alt="Plan of an octagonal room. Lines run from a point at the east wall to the seven other walls and on to the bench opposite." width="560" height="360" loading="lazy"><figcaption><b>Figure 3.1.</b> Seven first reflections from the reader’s place (east) to the far bench. The pillar stands in the way of none of them, and breaks up the eighth.</figcaption></figure>
<h2 id="h2">Six rooms, measured</h2>
<p id="p6">Table 3.1 gives the figures for the six rooms in which measurements were allowed.${ref(4)} They are listed by width. Reverberation is stated for the octave about 1,000 Hz, in the empty room.</p>
<div class="table" role="group" tabindex="0" aria-label="Table 3.1. Width, height and reverberation of the six rooms"><table id="t1"><caption><b>Table 3.1.</b> Width, height and reverberation of the six rooms</caption><thead><tr><th scope="col">Room</th><th scope="col">Pillar</th><th scope="col">Width, m</th><th scope="col">Height, m</th><th scope="col">Reverberation, s</th></tr></thead><tbody><tr><th scope="row">A</th><td>yes</td><td>17.8</td><td>15.8</td><td>2.41</td></tr><tr><th scope="row">B</th><td>yes</td><td>17.4</td><td>14.2</td><td>2.26</td></tr><tr><th scope="row">C</th><td>no</td><td>14.3</td><td>16.5</td><td>3.87</td></tr><tr><th scope="row">D</th><td>yes</td><td>12.1</td><td>9.6</td><td>1.74</td></tr><tr><th scope="row">E</th><td>no</td><td>11.0</td><td>12.0</td><td>3.02</td></tr><tr><th scope="row">F</th><td>yes</td><td>9.3</td><td>8.8</td><td>1.31</td></tr></tbody></table></div>
<p id="p7">The two rooms without a pillar are the two in which the text is lost. ${pageBreak('83')}It would be rash to build a law upon six rooms, and the furniture that once stood in them is gone; wool and wood would have shortened every figure in the last column.${ref(5)}</p>
<h2 id="h3">The pause in the customaries</h2>
<p id="p8">What the books say can now be read beside what the rooms do. Four customaries tell the reader when to stop for breath, and in what words:</p>
<ul><li>at the point, “until the house has answered”;</li><li>at the half-point, “until he could say <i lang="la">benedicite</i>”;</li><li>at a new chapter, “until they have sat”;</li><li>and before the name of the dead, without a measure.</li></ul>
<p id="p9">Spoken at the pace of the office, <i lang="la">benedicite</i> takes rather less than a second.</p>
<hr>
<p id="p10">None of this shows that the masons meant it. It shows that the readers had found it out, that they wrote it down, and that the room agrees with them.</p>
<section class="notes" role="doc-endnotes" aria-label="Notes"><h2 class="made">Notes</h2><ol>
${note(1, 'The slowing is involuntary and has been noticed by every reader whom the author has asked, including one who denied it while doing it.')}
${note(2, 'On limits: the mason chooses the height of the springing and the thickness of the pillar; the width of the room is chosen for him by the number of those who must sit in it.')}
${note(3, 'This is the effect that theatres are built for. It needs no instrument: clap once and listen for a second clap. If none can be told apart from the first, the room is well made.')}
${note(4, 'Two requests were declined, and one was answered after the volume had gone to press.')}
${note(5, 'Inventories mention “cloths for the benches in winter”. A thickness of wool on the benches alone would take about a fifth from the time stated for room A.')}
</ol></section>`
