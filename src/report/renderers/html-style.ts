/** The whole style of the page. Colours are tokens; every pair of text and ground has a contrast of 4.5 or more in both schemes. */
export const STYLE = `
:root{color-scheme:light dark;
--bg:#fff;--bg2:#f6f7f8;--bg3:#eaedf0;--line:#dde1e5;--line2:#bfc6cd;--ink:#15181c;--ink2:#464e57;--ink3:#626b75;--link:#0a57b0;--link-bg:#e7f0fa;
--down:#b0241b;--down-bg:#fbe9e7;--warn:#855000;--ok:#17683a;--cond:#5a43a6;--amp:#0a5e6d;--on:#fff;
--g1:#1d5fa6;--g2:#5a92cc;--g3:#a3c3e4;--hostp:#5d6873;--cache:#3f9a8f;--slab:#c08f2a;--pt:#a56bb5;--arc:#6f5fb5;--rsv:#a4adb6;--on-dark:#fff;--on-light:#0c1420;
--sans:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{
--bg:#0f1215;--bg2:#15191e;--bg3:#20262d;--line:#2a3138;--line2:#414b56;--ink:#e9ecef;--ink2:#b6bec7;--ink3:#919ba6;--link:#78b6ff;--link-bg:#13263b;
--down:#ff8b80;--down-bg:#351b19;--warn:#efb557;--ok:#72d293;--cond:#baa8ff;--amp:#66cada;--on:#1a0907;
--g1:#4d93e0;--g2:#2f649c;--g3:#27476a;--hostp:#8c97a3;--cache:#4fb3a6;--slab:#d6a843;--pt:#bb85cb;--arc:#8d7dd8;--rsv:#56606b;--on-dark:#06121f;--on-light:#fff}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/21px var(--sans);font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
h1,h2,h3,p,ul,ol,dl,dd,table,pre{margin:0;padding:0}ul,ol{list-style:none}svg{display:block}
code,pre{font-family:var(--mono);font-size:12.5px;line-height:20px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:6px 10px;z-index:9}
.mut{color:var(--ink3)}.r{text-align:right}
.ic{width:14px;height:14px;display:inline-block;vertical-align:-2px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.top{height:48px;display:flex;align-items:center;gap:10px;padding:0 24px;border-bottom:1px solid var(--line)}
.brand{display:flex;align-items:center;gap:8px;font-weight:600;font-size:15px;letter-spacing:-.01em}.brand svg{width:22px;height:14px;fill:none;stroke:var(--down);stroke-width:2;stroke-linejoin:round}
.top .mut{margin-left:auto;font-size:12.5px}
.all{max-width:1440px;padding:18px 24px 0}.all h2{margin-bottom:6px}.all li{padding:4px 0}
.page{display:grid;grid-template-columns:200px minmax(0,1fr);max-width:1440px}.page+.page{border-top:6px solid var(--bg3);margin-top:40px}
.rail{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:26px 12px 24px 24px;font-size:13px}
.rail nav a{display:block;padding:3px 8px;margin-left:-8px;color:var(--ink2);border-radius:4px}.rail nav a:hover{background:var(--bg3);text-decoration:none}
.rail dl{margin-top:22px;padding-top:16px;border-top:1px solid var(--line);display:grid;gap:10px}.rail dt,.facts dt{color:var(--ink3);font-size:12px;line-height:16px}.rail dd,.facts dd{line-height:19px;overflow-wrap:anywhere}
main{min-width:0;padding:0 32px 60px 24px}
h1{font-size:30px;line-height:38px;font-weight:600;letter-spacing:-.018em;max-width:28em;margin:30px 0 0;text-wrap:balance;overflow-wrap:anywhere}h1 em{font-style:normal;color:var(--down)}
.lead{font-size:17px;line-height:27px;color:var(--ink2);max-width:46em;margin-top:10px}.lead b{color:var(--ink);font-weight:600}.lead b+b{white-space:nowrap}
.because{display:grid;grid-template-columns:104px minmax(0,1fr);margin:22px 0 28px;max-width:1000px}.because dt{color:var(--ink3);padding:7px 0}.because dd{padding:7px 0}.because dt:not(:first-of-type),.because dd:not(:first-of-type){border-top:1px solid var(--line)}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 48px;border-top:1px solid var(--line)}.two section{border:0}.two .side section+section{padding-top:0}
.st{white-space:nowrap;font-weight:600;margin-right:4px}.st.ok{color:var(--ok)}.st.warn{color:var(--warn)}
section{border-top:1px solid var(--line);padding:22px 0 30px}section.bare{border:0;padding:0}
.sh{display:flex;align-items:baseline;flex-wrap:wrap;gap:2px 12px;margin-bottom:14px}h2{font-size:16px;line-height:24px;font-weight:600;letter-spacing:-.005em}.sh .note{color:var(--ink3);font-size:13px}
h3{font-size:13px;line-height:22px;font-weight:600;margin:16px 0 2px}.sh+h3{margin-top:0}
.para{max-width:1000px;margin-top:8px}.para:first-of-type{margin-top:0}.para>b:first-child{font-weight:600;margin-right:4px}
.claims{max-width:1000px}.claims>li{padding:9px 0;border-bottom:1px solid var(--line)}.claims>li:last-child{border:0}.claims q{quotes:none;font-weight:600;display:block}
ol.claims{counter-reset:n}ol.claims>li{counter-increment:n;padding-left:28px;position:relative}ol.claims>li::before{content:counter(n);position:absolute;left:0;color:var(--ink3)}
.sub{color:var(--ink3);font-size:13px;display:block}
table{border-collapse:collapse;width:100%}th{font-size:12px;font-weight:500;color:var(--ink3);text-align:left;padding:0 16px 6px 0;border-bottom:1px solid var(--line2);white-space:nowrap}th.r{text-align:right}
td{padding:9px 16px 9px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th:last-child,td:last-child{padding-right:0}td.short{white-space:nowrap}td b{font-weight:600}td.soft{color:var(--ink3)}td.r{white-space:nowrap}td code{color:var(--ink3);font-size:12px}
.ev{display:inline}.ev>summary{display:inline;list-style:none;cursor:pointer;white-space:nowrap}.ev>summary::-webkit-details-marker{display:none}
.key{font:11px/16px var(--mono);display:inline-block;min-width:18px;height:18px;padding:0 4px;margin-left:3px;border:1px solid var(--line2);border-radius:3px;background:var(--bg);color:var(--link);text-align:center;vertical-align:1px}
.ev>summary:hover .key,.ev[open] .key,a.key:hover{background:var(--link-bg);border-color:var(--link);text-decoration:none}
.log{font:12px/19px var(--mono);background:var(--bg2);border:1px solid var(--line);border-radius:4px;padding:6px 12px;margin:6px 0 8px;color:var(--ink);white-space:normal}
.log>div{display:grid;grid-template-columns:28px minmax(0,1fr);gap:0 8px;padding:3px 0}.log .key{justify-self:start;margin:0}.log p{overflow-wrap:anywhere;white-space:pre-wrap}.log .from{color:var(--ink3);font:12px/18px var(--sans)}
.cmd{background:var(--bg2);border:1px solid var(--line);border-radius:4px;padding:5px 10px;margin-top:6px;white-space:pre-wrap;overflow-wrap:anywhere;user-select:all}
.chain{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}.chain>li{padding:0 18px 0 0}
.chain .rl{height:16px;display:flex;align-items:center;margin-bottom:10px}.chain .rl svg{width:16px;height:16px;flex:none;stroke:currentColor;fill:none}
.chain .rl::after{content:"";flex:1;border-top:1.5px solid var(--ink3);margin:0 -12px 0 6px}.chain>li:last-child .rl::after{display:none}.chain .dash .rl::after{border-top-style:dashed}
.role{font-weight:600;line-height:18px}.when{color:var(--ink3);font-size:12.5px}.chain p{font-size:13.5px;line-height:20px;margin-top:4px;color:var(--ink)}.chain .link+.link{margin-top:10px}.edge{color:var(--ink3);font-size:12.5px;font-style:italic}
.condition{color:var(--cond)}.trigger{color:var(--warn)}.mechanism,.outage{color:var(--down)}.amplifier{color:var(--amp)}
.tl{width:100%;height:auto;overflow:visible}.tl text{font:12px var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums}.tl .t3{fill:var(--ink3)}.tl .lane,.tl .strong{font-weight:600}.tl .strong .t3{font-weight:400}
.tl .halo{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}.tl .tick{stroke:var(--line);fill:none}.tl .gap{stroke:var(--line2);stroke-width:1.5;stroke-dasharray:1.5 4;fill:none}.tl .held{stroke:var(--ink3);stroke-width:1.5;fill:none}
.tl .ring{fill:var(--bg);stroke:var(--ink);stroke-width:1.6}.tl .band{fill:var(--down-bg)}.tl .obar{fill:var(--down)}.tl .band.open{opacity:.5}.tl .obar.open{fill:var(--bg);stroke:var(--down);stroke-dasharray:4 3}.tl .onbar{fill:var(--on);font-weight:600}.tl .moment{stroke:var(--down);fill:none}.tl .tab{fill:var(--bg);stroke:var(--down)}.tl .tabtext{fill:var(--down);font-weight:600}
.tl .fold{fill:none;stroke:var(--ink3);stroke-width:1.2}.narrow{display:none}
.legend{display:flex;gap:6px 22px;flex-wrap:wrap;font-size:12.5px;color:var(--ink3);margin-top:14px}.legend span{display:inline-flex;gap:6px;align-items:center}.legend svg{width:12px;height:12px}
.list{margin-top:6px}.list>summary{cursor:pointer;color:var(--link);font-size:13px;padding:8px 0;width:max-content}.list td{padding:5px 14px 5px 0;font-size:13px}.list td:first-child{white-space:nowrap}.list i{font-style:normal}.list td:nth-child(2){overflow-wrap:normal}
.bar{display:flex;height:34px;border-radius:3px;overflow:hidden;gap:1px}.bar>i{display:block;position:relative;overflow:hidden;font-style:normal;min-width:2px}.bar b{position:absolute;left:8px;right:4px;top:8px;font-size:12.5px;line-height:18px;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;z-index:1}.bar s{text-decoration:none;font-weight:400}
.g1{background:var(--g1);color:var(--on-dark)}.g2{background:var(--g2);color:var(--on-light)}.g3{background:var(--g3);color:var(--on-light)}.hostp{background:var(--hostp);color:var(--on-dark)}.cache{background:var(--cache);color:#0c1420}.slab{background:var(--slab);color:#0c1420}.pt{background:var(--pt);color:#0c1420}.arc{background:var(--arc);color:var(--on-dark)}.rsv{background:var(--rsv);color:var(--on-light)}.free{background:var(--bg);color:var(--ink);box-shadow:inset 0 0 0 1px var(--line2)}
.victim::after{content:"";position:absolute;inset:0;background:repeating-linear-gradient(135deg,transparent 0 7px,rgba(255,255,255,.22) 7px 9px)}
.lead+section{margin-top:26px}.plan{margin:8px 0 10px}.claims+table,.para+table{margin-top:14px}.para+.cmd,.cmd+.cmd{margin-top:8px}.marks{position:relative;height:40px;font-size:12px;color:var(--ink3)}.marks span{position:absolute;top:2px;white-space:nowrap}.marks span+span{top:20px}.marks .before{padding-right:6px;border-right:1.5px solid var(--ink2)}.marks .after{padding-left:6px;border-left:1.5px solid var(--ink2)}
.mag{width:100%;height:22px}.mag path{fill:var(--bg3)}.bar.small{height:28px}.bar.small b{top:5px}.bar+.mut,.mag+.bar+.mut{font-size:12.5px;margin-top:6px}
.acct{margin-top:14px;max-width:1000px}.acct td{padding:6px 16px 6px 0}.acct td:first-child{width:22px;padding-right:8px}.acct td.r{white-space:nowrap}.acct .sum td,.acct .hit td{font-weight:600}.acct .mut{font-weight:400!important}
.sw{display:inline-block;position:relative;width:10px;height:10px;border-radius:2px;overflow:hidden}
.rem{display:grid;grid-template-columns:104px minmax(0,1fr) minmax(0,420px)}.rem>*{padding:9px 20px 9px 0;border-bottom:1px solid var(--line);min-width:0}.rem>.c{padding-right:0}.rem h3{margin:0}.rem .cmd{margin:0}.rem .no{border-bottom-color:transparent}
.facts{display:none;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:10px 24px;margin-bottom:24px}
.evi{padding:10px 0;border-bottom:1px solid var(--line);display:grid;grid-template-columns:34px minmax(0,1fr)}.evi:target,tr:target{background:var(--link-bg);box-shadow:inset 3px 0 0 var(--link)}.evi .key{justify-self:start;margin:0}.evi .h{font-size:13px;color:var(--ink3)}.evi .h b{color:var(--ink);font-weight:600}.evi .h code{font-size:12px;overflow-wrap:anywhere}.evi pre{font-size:12px;line-height:19px;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink)}
footer{padding:20px 24px 40px;color:var(--ink3);font-size:12.5px;max-width:1440px;border-top:1px solid var(--line)}
@media(max-width:1180px){.page{grid-template-columns:minmax(0,1fr)}.rail{display:none}main{padding:0 24px 60px}.facts{display:grid}}
@media(max-width:900px){.two{display:block}.two section{padding-bottom:8px}.rem{grid-template-columns:minmax(0,1fr)}.rem>*{border:0;padding:3px 0}.rem h3{padding-top:14px;border-top:1px solid var(--line);margin-top:10px}.rem h3:empty{padding:0;border:0;margin-top:6px}.rem h3:first-child{border:0;margin:0;padding:0}.rem .c:empty{display:none}}
@media(max-width:720px){.top{padding:0 16px}.all{padding:16px 16px 0}main{padding:0 16px 40px}footer{padding:16px}h1{font-size:24px;line-height:31px;margin-top:18px}.lead{font-size:16px;line-height:25px}section{padding:20px 0 24px}
.because{grid-template-columns:minmax(0,1fr)}.because dt{padding:9px 0 0;font-size:12.5px}.because dd{padding:0 0 9px}.because dd:not(:first-of-type){border:0}
.facts{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.chain{grid-auto-flow:row;grid-template-columns:minmax(0,1fr)}.chain>li{position:relative;padding:0 0 18px 30px}.chain .rl{position:absolute;left:0;top:1px;bottom:0;height:auto;width:16px;flex-direction:column;margin:0}.chain .rl::after{border-top:0;border-left:1.5px solid var(--ink3);margin:6px 0 5px}.chain .dash .rl::after{border-left-style:dashed}
.wide{display:none!important}.narrow{display:block}.list::details-content{content-visibility:visible;block-size:auto}.list>summary{color:var(--ink3);list-style:none;cursor:default;pointer-events:none}
.list i{position:absolute;clip-path:inset(50%)}.list td{padding-right:10px}
.stack thead{display:none}.stack tr{display:block;padding:10px 0;border-bottom:1px solid var(--line)}.stack td{display:block;border:0;padding:1px 0}.stack td:empty{display:none}.stack td.r{text-align:left}.stack td[data-n]::before{content:attr(data-n) " ";color:var(--ink3);font-size:12.5px}
.bar b{left:5px;right:2px}.bar s{display:none}.bar.small b{display:none}.acct td,.acct th{padding-right:10px}.key{min-width:22px;height:22px;line-height:20px}}
@media(prefers-reduced-motion:no-preference){.key,.rail a{transition:background-color .1s}}
@media print{@page{margin:16mm 14mm}body{font-size:10.5pt;line-height:15pt}.rail,.skip,.list>summary{display:none}.page{display:block}.facts{display:grid;grid-template-columns:repeat(3,1fr)}main{padding:0}.top{padding:0;height:32px}h1{font-size:20pt;line-height:25pt;margin-top:14pt}.lead{font-size:12pt;line-height:18pt}section{padding:12pt 0 14pt}h2,h3,.sh{break-after:avoid}tr,.evi,.claims>li,.tl,.bar{break-inside:avoid}.page+.page{break-before:page;border:0;margin:0}a{color:inherit}.bar>i,.tl rect,.sw{print-color-adjust:exact;-webkit-print-color-adjust:exact}.list::details-content{content-visibility:visible;block-size:auto}.rem{grid-template-columns:minmax(0,1fr)}.chain{display:block}.chain>li{break-inside:avoid;position:relative;padding:0 0 12pt 24pt}.chain .rl{position:absolute;left:0;top:1px;bottom:0;height:auto;width:16px;flex-direction:column;margin:0}.chain .rl::after{border-top:0;border-left:1.5px solid var(--ink3);margin:6px 0 5px}.chain .dash .rl::after{border-left-style:dashed}.tl .halo{stroke:#fff}footer{padding:12pt 0}}
`
