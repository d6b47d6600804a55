#include "analysis/figure/svg.h"
#include "analysis/report/html.h"

namespace headroom::report {

std::string pageStyle() {
  return R"(
:root{color-scheme:light;--ink:#1f2328;--soft:#59636e;--back:#fff;--line:#d8dee4;--box:#f6f8fa;--link:#0a5fc2;
--good:#187a35;--goodb:#e6f4ea;--bad:#b3261e;--badb:#fdecea;--warn:#7a5200;--warnb:#fff4d6}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e6edf3;--soft:#9ba4ae;--back:#0d1117;
--line:#30363d;--box:#161b22;--link:#6cb2ff;--good:#56d070;--goodb:#12261a;--bad:#ff8a80;--badb:#2d1514;
--warn:#f0c060;--warnb:#2a2110}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 3rem;color:var(--ink);background-color:var(--back);
font:15px/1.5 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;overflow-wrap:break-word}
h1{font-size:1.55rem;line-height:1.25;margin:0 0 .2rem}
h2{font-size:1.2rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid;border-top-color:var(--line)}
h3{font-size:1.02rem;margin:1.6rem 0 .4rem}
p{margin:.5rem 0}.sub,.note,figcaption,caption,footer{color:var(--soft)}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.8rem 0 0;font-size:.9rem}
a{color:var(--link)}
p.good,p.bad,p.warning,ul.warning{padding:.6rem .9rem;border-left:4px solid;border-radius:3px;margin:.8rem 0}
ul.warning{padding-left:2rem}
p.good{border-color:var(--good);background-color:var(--goodb)}p.bad{border-color:var(--bad);background-color:var(--badb)}
p.warning,ul.warning{border-color:var(--warn);background-color:var(--warnb)}
p.good,p.bad{font-size:1.08rem;font-weight:600}
.wide{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}
caption{text-align:left;padding:0 0 .3rem;font-size:.9rem}
th,td{padding:.22rem .8rem .22rem 0;text-align:left;vertical-align:top;border-bottom:1px solid;border-bottom-color:var(--line)}
thead th{border-bottom:2px solid;border-bottom-color:var(--line);white-space:nowrap;font-weight:600}
.facts th{font-weight:400;color:var(--soft)}
.n{text-align:right;white-space:nowrap}
figure{margin:1rem 0 1.4rem;position:relative}
figure svg.hf{width:100%;height:auto;display:block}
figcaption{font-size:.88rem;margin-top:.3rem}
.command{background-color:var(--box);padding:.5rem .8rem;border-radius:4px}
code,pre{font:.88em/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
.command code{display:block;user-select:all}
pre{background-color:var(--box);padding:.8rem;overflow-x:auto;border-radius:4px}
footer{margin-top:3rem;font-size:.85rem}
.tip{position:absolute;pointer-events:none;background-color:var(--back);border:1px solid var(--line);border-radius:4px;
padding:.3rem .6rem;font-size:.8rem;line-height:1.35;white-space:pre;z-index:2;font-variant-numeric:tabular-nums}
.tip[hidden]{display:none}
.hf-cross{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3}
.hf-pick{fill:var(--link);fill-opacity:.15}
.tools{font-size:.8rem;color:var(--soft)}.tools button{font:inherit;margin-left:.6rem}
@page{size:A4;margin:15mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}nav,.tools,.tip{display:none}
h2,h3{break-after:avoid}figure,tr,p,li{break-inside:avoid}a{color:inherit;text-decoration:none}
.wide{overflow:visible}table,caption,figcaption{font-size:8.5pt}
pre{white-space:pre-wrap;font-size:7.5pt}th,td{padding-right:.5rem}.n,thead th{white-space:normal}}
)" + figureStyle();
}

const char* const pageStyleHash = "Z62gtsXtdHbHWy/Vu29qZDb3QsaFKMoQJaZRfJDYtjU=";

}  // namespace headroom::report
