// The style sheet. Lengths are in em, so everything follows the font of the page.

const CSS = `
:host {
  --_text: var(--claviger-text, light-dark(#1b2027, #e8ebf0));
  --_muted: var(--claviger-muted, light-dark(#566070, #a7b0bd));
  --_accent: var(--claviger-accent, light-dark(#2154c4, #93b8ff));
  --_on-accent: var(--claviger-on-accent, light-dark(#fff, #0c1c3d));
  --_surface: var(--claviger-surface, light-dark(#fff, #1b1f26));
  --_border: var(--claviger-border, light-dark(#dbdfe6, #353c47));
  --_danger: var(--claviger-danger, light-dark(#b3261e, #ffa59b));
  --_warning: var(--claviger-warning, light-dark(#855300, #efbf6d));
  --_good: light-dark(#1a6b3c, #7fd8a2);
  --_radius: var(--claviger-radius, .5em);
  --_space: var(--claviger-space, 1em);
  --_edge: color-mix(in srgb, var(--_border) 45%, var(--_text));
  --_soft: color-mix(in srgb, var(--_text) 6%, transparent);
  display: block; box-sizing: border-box; width: 100%; container-type: inline-size;
  color: var(--_text); background: var(--claviger-background, transparent);
  font-family: var(--claviger-font, inherit); line-height: 1.5; text-align: start; overflow-wrap: anywhere;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ul, ol, dl, dd, fieldset, table { margin: 0; padding: 0; border: 0; min-width: 0; }
h2, h3 { text-align: match-parent; font: inherit; font-weight: 650; line-height: 1.25; text-wrap: balance; }
h2 { font-size: 1.5em; }
h3 { font-size: 1.0625em; }
ul, ol { list-style: none; }
code, .mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; unicode-bidi: isolate; }
section, .stack, .skeleton, .field, .choice, .choices, dl { display: grid; gap: var(--_space); grid-template-columns: minmax(0, 1fr); }
[data-view] { position: relative; }
.muted, .hint, dt, th { color: var(--_muted); font-size: .875em; }
.muted .muted, .hint .muted { font-size: 1em; }
.below { display: block; }
.warning { color: var(--_warning); }
.card { padding: calc(var(--_space) * 1.25); border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_surface); }
.centered { justify-items: center; text-align: center; }
.empty { padding-block: calc(var(--_space) * 3); }
.empty p { max-width: 38em; }
.empty > svg { width: 2.5em; height: 2.5em; color: var(--_accent); }
.bar-of-title, .actions, .toolbar, .badges, .title, .beside { display: flex; flex-wrap: wrap; align-items: center; gap: .6em; }
.bar-of-title { justify-content: space-between; gap: var(--_space); align-items: flex-start; }

.end { justify-content: flex-end; }
.badges { gap: .3em; }

button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; display: inline-flex; align-items: center; justify-content: center; gap: .4em; min-height: 2.5em; padding: .35em 1em; border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_surface); font-weight: 550; text-align: start; }
button:hover { background-image: linear-gradient(var(--_soft), var(--_soft)); }
button.danger { color: var(--_danger); }
.primary, .danger[data-action=confirm] { border-color: transparent; background-color: var(--_accent); color: var(--_on-accent); }
.danger[data-action=confirm] { --_accent: var(--_danger); color: light-dark(#fff, #330a06); }
input.mono { font-size: 1em; }
dialog .stack > button { justify-self: start; }
button.link { min-height: 1.75em; padding: 0; border: 0; background: none; color: var(--_accent); justify-self: start; }
dd button.link { vertical-align: -.2em; }
button.link:hover { text-decoration: underline; }
button[aria-busy=true] { opacity: .65; cursor: progress; }
[data-action=more], [data-action=older] { justify-self: center; }
svg { flex: none; width: 1.1em; height: 1.1em; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:dir(rtl) > svg { scale: -1 1; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
h2:focus { outline: none; }

label, legend { font-weight: 550; }
legend { padding: 0; margin-block-end: .4em; }
.field { gap: .25em; }
input:not([type=checkbox], [type=radio]), select, textarea { width: 100%; min-width: 0; min-height: 2.5em; padding: .4em .7em; border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_surface); }
textarea { field-sizing: content; resize: vertical; word-break: break-all; }
textarea[readonly] { background: var(--_soft); }
[data-secret-text] { font-weight: 600; }
::placeholder { color: var(--_muted); opacity: 1; }
.choices, dl { grid-template-columns: repeat(auto-fill, minmax(min(15em, 100%), 1fr)); }
.choices { row-gap: .2em; }
.choice { gap: 0; align-content: start; }
.choice label { display: flex; align-items: center; gap: .6em; min-height: 2em; font-weight: 400; }
.choice .hint { padding-inline-start: calc(1.8em / .875); }
[type=checkbox], [type=radio] { flex: none; width: 1.2em; height: 1.2em; margin: 0; accent-color: var(--_accent); }
.beside { align-items: flex-end; }
.beside .field { flex: 1 1 14em; }
.toolbar input { flex: 3 1 14em; width: auto; }
.toolbar select { flex: 1 1 9em; width: auto; }

.badge { display: inline-block; padding: .05em .6em; border: 1px solid var(--_border); border-radius: 1em; font-size: .8125em; background: var(--_soft); }
.state { white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: .55em; height: .55em; margin-inline-end: .45em; border-radius: 50%; border: 2px solid currentcolor; }
.good { color: var(--_good); }
.good::before { background: currentcolor; }
.bad { color: var(--_warning); }
.notice { padding: .7em 1em; border: 1px solid currentcolor; border-inline-start-width: 4px; border-radius: var(--_radius); background: var(--_surface); }
.lines:empty, .choices:empty { display: none; }
[role=alert]:empty, [role=status]:empty { position: absolute; padding: 0; border: 0; }
.notice.danger { display: grid; gap: .6em; justify-items: start; color: var(--_danger); }
.verdict { padding-inline-start: .8em; border-inline-start: 3px solid var(--_edge); }
[data-verdict=admitted] { border-color: var(--_good); color: var(--_good); }
[data-verdict=refused] { border-color: var(--_danger); color: var(--_danger); }

table { width: 100%; border: 1px solid var(--_border); border-radius: var(--_radius); border-spacing: 0; background: var(--_surface); }
th, td { padding: .7em 1em; text-align: start; vertical-align: top; }
th { padding-inline: 1.14em; font-weight: 550; white-space: nowrap; }
td:not(:first-child) { overflow-wrap: break-word; }
td { border-block-start: 1px solid var(--_border); }
td:first-child { width: 26%; }
table[aria-busy=true] { cursor: progress; }

.lines li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5em var(--_space); padding-block: .7em; border-block-start: 1px solid var(--_border); }
.lines li > div { flex: 1 1 14em; min-width: 0; }
.lines li:last-child { padding-block-end: 0; }
.events li { display: block; }
.events li:first-child { padding-block-start: 0; border: 0; }

.message { position: sticky; inset-block-start: .5em; z-index: 1; display: flex; justify-content: center; height: 0; pointer-events: none; }
.message p { height: max-content; padding: .5em 1.1em; border-radius: var(--_radius); background: var(--_text); color: var(--_surface); }
[data-view][aria-busy=true]::before { content: ""; position: absolute; inset-inline: 0; height: 2px; background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 / 40% 100% no-repeat; animation: slide 1.2s .2s infinite both; }
.bar { height: 3em; border-radius: var(--_radius); background: var(--_soft); }
.bar:first-child { width: 40%; }
@keyframes slide { from { background-position: -60% 0; } to { background-position: 160% 0; } }

dialog { width: min(38em, 100% - 2em); max-width: none; max-height: calc(100dvh - 2em); padding: 0; border: 1px solid var(--_border); border-radius: calc(var(--_radius) * 1.5); background: var(--_surface); color: var(--_text); box-shadow: 0 1em 3em #0005; scroll-padding-block: 1em 5em; }
dialog::backdrop { background: rgb(10 14 20 / .5); }
dialog > .stack { padding: calc(var(--_space) * 1.5); padding-block-end: 0; }
dialog .end { position: sticky; inset-block-end: 0; z-index: 1; margin-inline: calc(var(--_space) * -1.5); padding: var(--_space) calc(var(--_space) * 1.5); border-block-start: 1px solid var(--_border); background: var(--_surface); }

@container (max-width: 52em) {
  table, tbody, tr, td { display: block; }
  table { border: 0; background: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(9em, 1fr)); gap: .8em var(--_space); margin-block-end: .8em; padding: var(--_space); border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_surface); }
  td { padding: 0; border: 0; }
  td:first-child { width: auto; }
  td:nth-child(-n+2) { grid-column: 1 / -1; }
  td:not(:first-child)::before { content: attr(data-label); display: block; color: var(--_muted); font-size: .8125em; }
}
@media (max-width: 32em) {
  dialog { width: 100%; max-height: 94dvh; margin-block-end: 0; border-width: 1px 0 0; border-end-start-radius: 0; border-end-end-radius: 0; }
  dialog .end > button { flex: 1 1 auto; }
}
@media (pointer: coarse) {
  button, button.link, input:not([type=checkbox], [type=radio]), select, textarea, .choice label { min-height: 44px; }
}
@media (prefers-reduced-motion: reduce) {
  *, ::before { animation: none !important; }
}
`;

let made;

/** Returns the sheet. Unlike a style element, it needs no permission of a Content-Security-Policy. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
