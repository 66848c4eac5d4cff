// Charts of mails by day; the same numbers stand in a table below each.
(() => {
  "use strict";
  const charts = [...document.querySelectorAll(".chart")];
  if (!charts.length || !window.uPlot) return;
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (name) => {  // light-dark() is worked out by the browser alone
    probe.style.color = "var(--" + name + ")";
    return getComputedStyle(probe).color;
  };
  const look = { forged: "bad", unproven: "unknown", ours: "good", unrelated: "line-strong", error: "warn" };
  const dash = { unproven: [6, 4], unrelated: [2, 4], error: [10, 4, 2, 4] };
  const noon = (day) => Date.parse(day + "T12:00:00Z") / 1000;

  function filled(days) {  // a day without mail is a zero, not a slope
    const all = [];
    for (let at = noon(days[0]); at <= noon(days[days.length - 1]); at += 86400) all.push(at);
    return all;
  }

  function draw(where, series, data) {
    const axis = { stroke: colour("ink"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
    const options = {
      width: where.clientWidth, height: 260, series, tzDate: (at) => window.uPlot.tzDate(new Date(at * 1000), "UTC"),
      scales: { y: { range: (plot, low, high) => [0, Math.max(4, high * 1.1)] } },
      axes: [{ ...axis, values: (plot, at) => at.map((each) => new Date(each * 1000).toISOString().slice(5, 10)), incrs: [86400, 2 * 86400, 7 * 86400, 14 * 86400, 28 * 86400] },
        { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000] }],
      legend: { live: true }, cursor: { drag: { x: false, y: false } },
    };
    const plot = new window.uPlot(options, data, where);
    new ResizeObserver(() => plot.setSize({ width: where.clientWidth, height: 260 })).observe(where);
  }

  const first = (words) => ({ label: words.day, value: (plot, at) => at == null ? "–" : new Date(at * 1000).toISOString().slice(0, 10) });

  fetch(charts[0].dataset.source, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then((told) => {
      for (const where of charts) {
        const words = where.dataset;
        if (words.chart === "answers" && told.days.length) {
          const all = filled(told.days), place = new Map(told.days.map((day, i) => [noon(day), i]));
          const series = [first(words)], data = [all];
          for (const [answer, name] of Object.entries(look)) {
            series.push({ label: words[answer], stroke: colour(name), width: 2, dash: dash[answer], points: { show: all.length < 40 } });
            data.push(all.map((at) => place.has(at) ? told.answers[answer][place.get(at)] : 0));
          }
          draw(where, series, data);
        } else if (words.chart === "reached" && told.reached.length) {
          const sums = new Map(told.reached.map(([day, n]) => [noon(day), n]));
          const all = filled(told.reached.map(([day]) => day));
          let last = 0;
          const data = [all, all.map((at) => (last = sums.has(at) ? sums.get(at) : last))];
          draw(where, [first(words), { label: words.reached, stroke: colour("accent"), width: 2, fill: colour("accent-wash"), paths: window.uPlot.paths.stepped({ align: 1 }) }], data);
        }
      }
      probe.remove();
    })
    .catch(() => { for (const where of charts) where.remove(); });
})();
