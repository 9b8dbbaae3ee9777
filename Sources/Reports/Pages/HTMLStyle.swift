/// The look of all pages: one style for light and dark, phone, desktop and paper.
enum HTMLStyle {
  /// Colours keep a contrast of 4.5 : 1 at least on either ground (WCAG 2.2, 1.4.3); none carries
  /// meaning alone.
  static let rules: StaticString = """

    :root { color-scheme: light dark; --ground: #fdfdfc; --panel: #f4f3f0; --ink: #1c1b1a;
      --quiet: #5c5955; --rule: #d8d5cf; --good: #14683a; --bad: #a81e1e; --doubt: #815100;
      --good-ground: #e3f1e8; --bad-ground: #fae4e2; --doubt-ground: #f8ecd5; --accent: #1d5fa8; }
    @media (prefers-color-scheme: dark) { :root { --ground: #171819; --panel: #212325;
      --ink: #e9e6e1; --quiet: #aaa59d; --rule: #3c3f43; --good: #7cd3a0; --bad: #ff9d94;
      --doubt: #ebb95c; --good-ground: #17352a; --bad-ground: #432322; --doubt-ground: #3a2f19;
      --accent: #8dbdf5; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0 auto; max-width: 56rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem;
      background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    h1, h2, h3 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
    h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
    h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; padding-top: .9rem;
      border-top: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 0; flex: 1 1 14rem; }
    p, ul, ol { margin: .5rem 0; max-width: 42rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    a:focus-visible, [tabindex]:focus-visible, summary:focus-visible {
      outline: 2px solid var(--accent); outline-offset: 2px; }
    code, pre { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
      monospace; }
    pre { overflow-x: auto; background: var(--panel); padding: .6rem .8rem; border-radius: .4rem;
      margin: .5rem 0; }
    math { font-size: 1.08em; }
    .quiet { color: var(--quiet); }
    .score { font-size: 1.25rem; margin: 1rem 0; font-variant-numeric: tabular-nums; }
    .score strong { font-weight: 700; }
    .step { margin: 1rem 0; padding: .8rem 1rem; border: 1px solid var(--rule);
      border-left-width: .3rem; border-radius: .4rem; scroll-margin-top: 1rem; }
    .step.good { border-left-color: var(--good); } .step.bad { border-left-color: var(--bad); }
    .step.doubtful { border-left-color: var(--doubt); }
    .step header { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
    .step header .points { color: var(--quiet); font-variant-numeric: tabular-nums; }
    .badge { border-radius: 1rem; padding: .05rem .65rem; font-size: .85rem; font-weight: 600;
      white-space: nowrap; background: var(--panel); color: var(--quiet); }
    .badge.good { background: var(--good-ground); color: var(--good); }
    .badge.bad { background: var(--bad-ground); color: var(--bad); }
    .badge.doubtful { background: var(--doubt-ground); color: var(--doubt); }
    .hint { border-left: .2rem solid var(--accent); padding-left: .8rem; }
    .wide { overflow-x: auto; margin: .6rem 0; }
    table { border-collapse: collapse; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--quiet); padding-bottom: .3rem; }
    th, td { text-align: left; vertical-align: baseline; padding: .25rem .9rem .25rem 0;
      border-bottom: 1px solid var(--rule); }
    thead th { color: var(--quiet); font-weight: 600; font-size: .85rem; vertical-align: bottom; }
    tbody th { font-weight: 500; } tbody th > a { overflow-wrap: anywhere; } td.number { white-space: nowrap; }
    thead th { overflow-wrap: normal; } td.words { min-width: 13rem; }
    h3.part { margin: 2rem 0 .5rem; }
    .figures td { white-space: nowrap; }
    th.number, td.number, .figures td { text-align: right; }
    ol.chain { list-style: none; padding: 0; margin: .5rem 0; max-width: none; }
    .chain li { display: grid; grid-template-columns: 1.8rem minmax(0, 1fr);
      padding: .22rem .4rem; }
    .chain .sign { grid-column: 1; grid-row: 1; align-self: center; text-align: center;
      color: var(--quiet); }
    .chain .member { grid-column: 2; grid-row: 1; overflow-x: auto; overflow-y: hidden;
      padding: .12rem 0; }
    .chain .found { grid-column: 2; font-size: .875rem; color: var(--quiet); }
    .chain li.first { background: var(--bad-ground); border-radius: .3rem; }
    .chain li.doubt { background: var(--doubt-ground); border-radius: .3rem; }
    .held .sign { color: var(--good); } li.first .sign { font-weight: 700; }
    .first .sign, .failed .sign, .first .found { color: var(--bad); }
    .doubt .sign, .doubt .found { color: var(--doubt); }
    .formula { display: block; overflow-x: auto; overflow-y: hidden; padding: .1rem 0; }
    .skip { position: absolute; left: -100vw; background: var(--ground); padding: .4rem .8rem; }
    .skip:focus { left: 1rem; top: .5rem; }
    figure { margin: 1rem 0; } figcaption { color: var(--quiet); font-size: .9rem; }
    figure .wide { margin: 0 0 .3rem; }
    svg { display: block; font: 12px system-ui, sans-serif; fill: var(--ink); max-width: none; }
    svg.fluid { max-width: 100%; height: auto; }
    svg .axis { stroke: var(--quiet); stroke-width: 1; fill: none; }
    svg .grid { stroke: var(--rule); stroke-width: 1; fill: none; }
    svg .edge { stroke: var(--quiet); stroke-width: 1.2; fill: none; }
    svg .dead { stroke-dasharray: 3 4; }
    svg .contour { stroke: var(--accent); stroke-width: 1.3; fill: none; }
    svg .label { fill: var(--quiet); }
    svg .curve { stroke: var(--accent); stroke-width: 2.2; fill: none; }
    svg .second { stroke: var(--doubt); stroke-width: 2.2; fill: none; stroke-dasharray: 6 4; }
    svg .mark { stroke: var(--bad); stroke-width: 1.5; fill: none; stroke-dasharray: 2 3; }
    svg .dot { fill: var(--bad); } svg .bar { fill: var(--accent); }
    svg .rest { fill: var(--rule); } svg .names { fill: var(--quiet); text-anchor: end; }
    svg .node { fill: var(--panel); stroke: var(--quiet); stroke-width: 1.2; }
    svg .node.good { fill: var(--good-ground); stroke: var(--good); }
    svg .node.bad { fill: var(--bad-ground); stroke: var(--bad); stroke-width: 2; }
    svg .node.doubtful { fill: var(--doubt-ground); stroke: var(--doubt); }
    svg .halo { paint-order: stroke; stroke: var(--ground); stroke-width: 4px;
      stroke-linejoin: round; }
    svg .forward { fill: var(--accent); } svg .backward { fill: var(--doubt); }
    summary { cursor: pointer; color: var(--accent); }
    footer { margin-top: 3rem; color: var(--quiet); font-size: .9rem; }
    .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    @media print { :root { --ground: #fff; --panel: #fff; --ink: #000; --quiet: #444;
      --rule: #bbb; --good: #14683a; --bad: #a81e1e; --doubt: #815100; --accent: #1d5fa8;
      --good-ground: #fff; --bad-ground: #fff; --doubt-ground: #fff; color-scheme: light; }
      body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; }
      .step, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
      details::details-content { content-visibility: visible; height: auto; } }

    """
}
