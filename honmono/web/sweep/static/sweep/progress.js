// How many PCs are covered, over time; the same numbers stand in the table below.
(() => {
  "use strict";
  const where = document.querySelector(".chart");
  if (!where || !window.uPlot) return;
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (name) => {  // light-dark() is worked out by the browser alone
    probe.style.color = "var(--" + name + ")";
    return getComputedStyle(probe).color;
  };
  fetch(where.dataset.source, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then((told) => {
      const axis = { stroke: colour("ink"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
      const text = (at) => new Date(at * 1000).toISOString().replace("T", " ").slice(5, told.hourly ? 16 : 10);
      const stepped = window.uPlot.paths.stepped({ align: 1 });
      const options = {
        width: where.clientWidth, height: 260, padding: [null, 32, null, null],  // the last day is not cut
        tzDate: (at) => window.uPlot.tzDate(new Date(at * 1000), "UTC"),
        scales: { y: { range: () => [0, Math.max(4, told.total * 1.1)] } },
        axes: [{ ...axis, space: 90, values: (plot, all) => all.map(text) }, axis],
        series: [
          { label: where.dataset.at, value: (plot, at) => at == null ? "–" : text(at) },
          { label: where.dataset.covered, stroke: colour("good"), fill: colour("good-wash"), width: 2, paths: stepped, points: { show: told.at.length < 3 } },
          { label: where.dataset.total, stroke: colour("ink"), width: 1, dash: [6, 4], points: { show: false } },
        ],
        cursor: { drag: { x: false, y: false } },
      };
      const plot = new window.uPlot(options, [told.at, told.covered, told.at.map(() => told.total)], where);
      plot.setLegend({ idx: told.at.length - 1 });  // how it stands now, until somebody points
      new ResizeObserver(() => plot.setSize({ width: where.clientWidth, height: 260 })).observe(where);
      probe.remove();
    })
    .catch(() => where.remove());
})();
