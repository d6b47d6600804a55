#include "analysis/report/html.h"

namespace headroom::report {

/// Reads values back from the drawn paths, so the page holds no number twice: a reading is as fine as the drawing, a
/// tenth of a px. Dragging across a figure shows that span; a double click, or Escape, shows all again.
std::string pageScript() {
  return R"(
'use strict';
(() => {
const first = document.querySelector('svg.hf');
if (!first) return;
const NS = first.namespaceURI;
const num = (e, k) => parseFloat(e.dataset[k]);
const make = (name, attributes, parent) => {
  const e = document.createElementNS(NS, name);
  for (const k in attributes) e.setAttribute(k, attributes[k]);
  if (parent) parent.appendChild(e);
  return e;
};
const pad = n => String(n).padStart(2, '0');
const months = ['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'];
const digits = v => v === 0 ? '0' : Math.abs(v) >= 1000 ? Math.round(v).toLocaleString('en') : String(+v.toPrecision(3));

/// The corners of a path, in its own units: [[x, y] …], null where the pen was lifted.
const corners = d => {
  const out = [];
  let x = 0, y = 0;
  for (const [, c, args] of d.matchAll(/([Mhvl])([^Mhvl]*)/g)) {
    const n = (args.match(/-?\d+/g) || []).map(Number);
    if (c === 'M') { if (out.length) out.push(null); x = n[0]; y = n[1]; }
    if (c === 'h') x += n[0];
    if (c === 'v') y += n[0];
    if (c === 'l') { x += n[0]; y += n[1]; }
    out.push([x, y]);
  }
  return out;
};

/// Least and greatest y within a span of x.
const within = (points, from, to) => {
  let least = Infinity, most = -Infinity;
  for (let i = 0; i + 1 < points.length; ++i) {
    const a = points[i], b = points[i + 1];
    if (!a || !b || b[0] < from || a[0] > to) continue;
    const at = x => b[0] === a[0] ? a[1] : a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]);
    for (const y of b[0] === a[0] ? [a[1], b[1]] : [at(Math.max(from, a[0])), at(Math.min(to, b[0]))]) {
      least = Math.min(least, y); most = Math.max(most, y);
    }
  }
  return [least, most];
};

for (const svg of document.querySelectorAll('svg.hf')) {
  const left = num(svg, 'left'), right = num(svg, 'right'), from = num(svg, 'from'), until = num(svg, 'until');
  const start = num(svg, 'start');
  const clocks = (svg.dataset.clocks || '0:0').split(' ').map(c => c.split(':').map(Number));
  let shown = [from, until];
  const local = t => {
    let offset = clocks[0][1];
    for (const [begin, o] of clocks) if (begin <= t) offset = o;
    return new Date((start + offset + t) * 1000);
  };
  const clock = t => { const d = local(t);
    return pad(d.getUTCHours()) + ':' + pad(d.getUTCMinutes()) + (shown[1] - shown[0] < 7200 ? ':' + pad(d.getUTCSeconds()) : ''); };
  const day = t => { const d = local(t); return d.getUTCDate() + ' ' + months[d.getUTCMonth()]; };
  const panels = [...svg.querySelectorAll('.hf-panel')].map(p => ({
    view: p.querySelector('.hf-view'), least: num(p, 'least'), most: num(p, 'most'), log: p.dataset.log === '1',
    unit: p.dataset.unit,
    lines: [...p.querySelectorAll('.hf-view .hf-line')].map(l => ({label: l.dataset.label, points: corners(l.getAttribute('d'))}))}));
  if (!panels.length) continue;
  const units = panels[0].view.viewBox.baseVal.width, height = panels[0].view.viewBox.baseVal.height;
  const valueAt = (p, y) => {
    const share = 1 - (y - 10) / (height - 20);
    return p.log ? p.least * Math.pow(p.most / p.least, share) : p.least + share * (p.most - p.least);
  };
  const tip = document.createElement('div');
  tip.className = 'tip'; tip.hidden = true;
  svg.parentNode.insertBefore(tip, svg.nextSibling);
  const bottom = num(svg.querySelector('.hf-times'), 'bottom');
  const cross = make('path', {class: 'hf-cross', d: '', visibility: 'hidden'}, svg);
  const pick = make('rect', {class: 'hf-pick', y: 0, height: bottom, visibility: 'hidden'}, svg);
  const place = e => {
    const box = svg.getBoundingClientRect();
    return Math.min(right, Math.max(left, (e.clientX - box.left) * svg.viewBox.baseVal.width / box.width));
  };
  const timeAt = x => shown[0] + (x - left) / (right - left) * (shown[1] - shown[0]);

  const show = (a, b) => {
    shown = [a, b];
    const zoomed = a !== from || b !== until;
    svg.classList.toggle('hf-zoomed', zoomed);
    const x0 = (a - from) / (until - from) * units, w = (b - a) / (until - from) * units;
    for (const p of panels) p.view.setAttribute('viewBox', `${x0} 0 ${w} ${height}`);
    for (const m of svg.querySelectorAll('.hf-mark')) {
      const t = num(m, 't'), x = left + (t - a) / (b - a) * (right - left);
      if (!m.dataset.home) m.dataset.home = m.getAttribute('transform');
      m.setAttribute('transform', zoomed ? m.dataset.home.replace(/\([^,]*/, '(' + x) : m.dataset.home);
      m.setAttribute('visibility', zoomed && (x < left - 1 || x > right + 1) ? 'hidden' : 'visible');
    }
    ticks(zoomed);
  };
  const home = svg.querySelector('.hf-times');
  let axis = home;
  const ticks = zoomed => {
    if (axis !== home) axis.remove();
    axis = home;
    home.setAttribute('visibility', zoomed ? 'hidden' : 'visible');
    if (!zoomed) return;
    axis = make('g', {class: 'hf-times'}, svg);
    make('path', {class: 'hf-axis', d: `M${left} ${bottom}H${right}`}, axis);
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
    const step = steps.find(s => (shown[1] - shown[0]) / s <= 9) || 86400 * Math.ceil((shown[1] - shown[0]) / 86400 / 9);
    const offset = (start + (local(shown[0]) / 1000 - start - shown[0])) % step;
    let last = '';
    for (let t = Math.ceil((shown[0] + offset) / step) * step - offset; t <= shown[1]; t += step) {
      const x = left + (t - shown[0]) / (shown[1] - shown[0]) * (right - left);
      make('path', {class: 'hf-axis', d: `M${x} ${bottom}v5`}, axis);
      make('text', {x, y: bottom + 17, 'text-anchor': 'middle'}, axis).textContent = step < 86400 ? clock(t) : day(t);
      if (step < 86400 && day(t) !== last)
        make('text', {x, y: bottom + 30, 'text-anchor': 'middle', class: 'hf-soft'}, axis).textContent = last = day(t);
    }
  };

  let began = null;
  svg.addEventListener('pointermove', e => {
    const x = place(e), t = timeAt(x);
    cross.setAttribute('d', `M${x} 0V${bottom}`);
    cross.setAttribute('visibility', 'visible');
    const at = (t - from) / (until - from) * units, half = units / (right - left) * (shown[1] - shown[0]) / (until - from);
    const rows = [day(t) + ' ' + clock(t)];
    for (const p of panels) for (const l of p.lines) {
      const [least, most] = within(l.points, at - half, at + half);
      if (least > most) continue;
      const low = digits(valueAt(p, most)), high = digits(valueAt(p, least));
      rows.push(l.label + ': ' + (low === high ? low : low + ' to ' + high) + (p.unit ? ' ' + p.unit : ''));
    }
    tip.textContent = rows.join('\n');
    tip.hidden = false;
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, w = tip.offsetWidth;
    tip.style.left = Math.max(0, x * scale + (x > (left + right) / 2 ? -w - 12 : 12)) + 'px';
    tip.style.top = '1.5rem';
    if (began === null) return;
    pick.setAttribute('x', Math.min(began, x));
    pick.setAttribute('width', Math.abs(x - began));
    pick.setAttribute('visibility', 'visible');
  });
  svg.addEventListener('pointerleave', () => { tip.hidden = true; cross.setAttribute('visibility', 'hidden'); });
  svg.addEventListener('pointerdown', e => { began = place(e); e.preventDefault(); });
  window.addEventListener('pointerup', e => {
    if (began === null) return;
    const end = place(e), a = timeAt(Math.min(began, end)), b = timeAt(Math.max(began, end));
    pick.setAttribute('visibility', 'hidden');
    if (Math.abs(end - began) > 5 && b - a > 1) show(a, b);
    began = null;
  });
  svg.addEventListener('dblclick', () => show(from, until));
  window.addEventListener('keydown', e => { if (e.key === 'Escape') show(from, until); });
}
})();
)";
}

const char* const pageScriptHash = "NYQImfOCgumHTyyJGuhFHb6rc54UgsdWuZEAUOmOXZo=";

}  // namespace headroom::report
