// Turns the chart descriptions of this page into charts. Colours come from the style sheet, so that they follow its light, dark
// and printed form.
(() => {
  'use strict';
  const specs = JSON.parse(document.getElementById('charts').textContent);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const palette = ['--c1', '--c2', '--c3'];
  const shapes = ['circle', 'triangle', 'rect'];

  // Four significant digits with thousands separators, as in the page's tables.
  const number = v => (v !== 0 && (Math.abs(v) < 1e-4 || Math.abs(v) >= 1e12)
      ? v.toExponential(2).replace(/\.?0+e/, 'e').replace('+', '')
      : v.toLocaleString('en-US', Math.abs(v) >= 1000 ? {maximumFractionDigits: 0} : {maximumSignificantDigits: 4})).replaceAll('-', '−');
  const percent = v => {
    const short = v.toFixed(1);
    return (short === '100.0' || short === '0.0' ? String(Number(v.toFixed(2))) : short) + '%';
  };
  // Ticks are round numbers; values are written as in the text of the page.
  const written = axis => v => axis.percent ? percent(100 * v) : number(v);
  const tick = axis => v => axis.percent ? number(100 * v) + '%' : number(v);

  // A long name would leave no room for what it names; the tables hold it whole.
  const short = name => [...name].length > 24 ? [...name].slice(0, 23).join('') + '…' : name;

  function scale(axis, more) {
    const ticks = {color: color('--soft'), maxRotation: 0, autoSkipPadding: 14, includeBounds: false, callback: tick(axis)};
    if (axis.log) {
      // Of a logarithmic axis only 1, 2 and 5 times the powers of ten are labelled: more would run together.
      ticks.callback = v => /^[125]0*$/.test(String(Number(v.toExponential(3))).replace(/^0\.0*/, '').replace(/e.*/, ''))
          ? number(v) : null;
      ticks.autoSkip = true;
    }
    return Object.assign({
      type: axis.log ? 'logarithmic' : 'linear',
      title: {display: true, text: short(axis.title), color: color('--soft')},
      grid: {color: color('--line')},
      border: {color: color('--line')},
      ticks
    }, more);
  }

  // An upright dashed line with a word: the best epoch, the chosen rate.
  const marks = {
    id: 'marks',
    afterDatasetsDraw(chart, _, {list}) {
      const {ctx, chartArea: area, scales: {x}} = chart;
      for (const mark of list || []) {
        const at = x.getPixelForValue(mark.x);
        if (at < area.left - 1 || at > area.right + 1) continue;
        ctx.save();
        ctx.strokeStyle = color('--c3');
        ctx.lineWidth = 1.5;
        ctx.setLineDash([3, 3]);
        ctx.beginPath();
        ctx.moveTo(at, area.top);
        ctx.lineTo(at, area.bottom);
        ctx.stroke();
        ctx.font = '600 12px ' + Chart.defaults.font.family;
        const left = at > (area.left + area.right) / 2;
        ctx.textAlign = left ? 'right' : 'left';
        const words = mark.label + ' ' + number(mark.x);
        const width = ctx.measureText(words).width + 8;
        ctx.fillStyle = color('--card');
        ctx.fillRect(left ? at - 4 - width : at + 4, area.top, width, 18);
        ctx.fillStyle = color('--c3');
        ctx.fillText(words, at + (left ? -8 : 8), area.top + 13);
        ctx.restore();
      }
    }
  };

  function common(spec, more) {
    return Object.assign({
      animation: false,
      maintainAspectRatio: false,
      responsive: true,
      // Twice the pixels also for who prints or zooms.
      devicePixelRatio: Math.max(2, window.devicePixelRatio || 1)
    }, more);
  }

  // Curves in an order, such as those of layers, run from blue, the first, over red to yellow, the last.
  const ordered = place => {
    const hue = 230 + place * 175;
    return `hsl(${Math.round(hue % 360)}, ${dark.matches ? 80 : 75}%, ${dark.matches ? 65 : 42}%)`;
  };

  // What a pointer passes over and a legend leaves out.
  const quiet = series => series.stroke === 'GUIDE' || series.stroke === 'RANGES';

  function xy(spec) {
    let coloured = 0;
    const datasets = spec.series.map(s => {
      const ranges = s.stroke === 'RANGES';
      const guide = s.stroke === 'GUIDE' || ranges;
      const points = s.stroke === 'POINTS';
      const i = guide ? 0 : coloured++;
      const ink = 'place' in s ? ordered(s.place) : ranges ? color(palette[0]) + '44' : guide ? color('--guide') : color(palette[i % palette.length]);
      const radius = guide ? 0 : points ? (s.x.length > 500 ? 2.2 : 3.5) : s.x.length <= 30 && !('place' in s) ? 3 : 0;
      return {
        label: s.label,
        data: s.x.map((x, k) => ({x, y: s.y[k]})),
        showLine: !points,
        borderColor: ink,
        backgroundColor: points ? ink + '66' : ink,
        borderWidth: 'place' in s ? 1.5 : ranges ? 7 : guide ? 1.5 : points ? 0 : 2,
        borderDash: s.stroke === 'DASHED' ? [7, 4] : [],
        clip: 8,
        pointStyle: radius === 0 ? 'line' : shapes[i % shapes.length],
        pointRadius: radius,
        pointHitRadius: 6,
        order: guide ? 1 : 0
      };
    });
    const unit = spec.unit ? {min: 0, max: 1} : {};
    const shown = datasets.filter((_, i) => !quiet(spec.series[i])).length;
    // Epochs are counted from 1; a line that starts at the axis is not cut off.
    const xs = spec.series.flatMap(s => s.x).filter(v => v !== null);
    const tight = spec.series.every(s => s.stroke !== 'POINTS') && !spec.unit
        ? {min: Math.min(...xs), max: Math.max(...xs)} : unit;
    const x = scale(spec.x, tight);
    if (xs.every(Number.isInteger)) x.ticks.precision = 0;
    return {
      type: 'scatter',
      data: {datasets},
      options: common(spec, {
        // Shares of nearly nothing should look like it.
        scales: {x, y: scale(spec.y, spec.y.percent && shown > 0 && 'place' in spec.series[0] ? {min: 0, suggestedMax: .5} : unit)},
        interaction: shown > 1 && shown <= 8 ? {mode: 'index', intersect: false} : {mode: 'nearest', intersect: false},
        plugins: {
          marks: {list: spec.marks},
          legend: {display: shown > 1, labels: {
            filter: item => spec.series[item.datasetIndex].listed !== false,
            usePointStyle: true, pointStyleWidth: 28, boxHeight: 7, color: color('--ink')}},
          tooltip: {
            filter: item => !quiet(spec.series[item.datasetIndex]),
            callbacks: {
              title: () => '',
              label: c => c.dataset.label + ': ' + spec.x.title + ' ' + written(spec.x)(c.parsed.x)
                  + ', ' + spec.y.title + ' ' + written(spec.y)(c.parsed.y)
            }
          }
        }
      }),
      plugins: [marks]
    };
  }

  function bars(spec) {
    const plain = {log: false, percent: false};
    const x = scale(Object.assign({title: spec.xTitle}, plain), {type: 'category', grid: {display: false}});
    delete x.ticks.callback;
    const y = scale(Object.assign({title: spec.yTitle}, plain), {beginAtZero: true});
    return {
      type: 'bar',
      data: {
        labels: spec.labels.map(short),
        datasets: [{
          // An empty bin has no bar; a rare one has a visible one.
          data: spec.values.map(v => v === 0 ? null : v), backgroundColor: color('--c1'), categoryPercentage: 1,
          barPercentage: .92, minBarLength: 2
        }]
      },
      options: common(spec, {
        scales: {x, y},
        plugins: {legend: {display: false}, tooltip: {callbacks: {label: c => number(c.parsed.y) + ' ' + spec.yTitle}}}
      })
    };
  }

  // One row a value: the interval as a band, the value as a dot with its number beside it.
  function dots(spec) {
    const inks = spec.main.map(m => color(m ? '--c1' : '--guide'));
    const all = [...spec.values, ...spec.low, ...spec.high].filter(v => v !== null);
    const room = (Math.max(...all) - Math.min(...all)) * .08 || Math.abs(all[0]) * .1 || 1;
    const range = {min: Math.min(...all) - room, max: Math.max(...all) + room};
    if (spec.x.percent) {
      range.min = Math.max(0, range.min);
      range.max = Math.min(1, range.max);
    }
    const numbers = {
      id: 'numbers',
      afterDatasetsDraw(chart) {
        const {ctx, chartArea: area} = chart;
        chart.getDatasetMeta(0).data.forEach((dot, i) => {
          if (spec.values[i] === null) return;
          ctx.save();
          ctx.fillStyle = color('--ink');
          ctx.font = (spec.main[i] ? '600 ' : '') + '12px ' + Chart.defaults.font.family;
          const right = dot.x > (area.left + area.right) / 2;
          ctx.textAlign = right ? 'right' : 'left';
          ctx.fillText(spec.texts[i], dot.x + (right ? -10 : 10), dot.y - 9);
          ctx.restore();
        });
      }
    };
    return {
      type: 'bar',
      data: {
        labels: spec.labels.map(short),
        datasets: [{
          type: 'line', data: spec.values.map((v, i) => ({x: v, y: i})), showLine: false,
          pointRadius: 5, pointBackgroundColor: inks, pointBorderColor: inks,
          clip: 8, pointStyle: spec.main.map(m => m ? 'circle' : 'rectRot')
        }, {
          data: spec.low.map((l, i) => l === null ? null : [l, spec.high[i]]),
          backgroundColor: inks.map(c => c + '55'), barThickness: 10, borderSkipped: false, borderRadius: 5
        }]
      },
      options: common(spec, {
        indexAxis: 'y',
        clip: false,
        scales: {
          x: scale(spec.x, range),
          y: {type: 'category', offset: true, grid: {display: false}, border: {color: color('--line')},
            ticks: {color: color('--ink'), autoSkip: false}}
        },
        plugins: {legend: {display: false}, tooltip: {enabled: false}}
      }),
      plugins: [numbers]
    };
  }

  const kinds = {xy, bars, dots};
  let charts = [];
  function draw() {
    charts.forEach(c => c.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    charts = specs.map(s => new Chart(document.getElementById(s.id), kinds[s.kind](s)));
  }
  draw();
  dark.addEventListener('change', draw);
  // Paper is white whatever the screen is, and narrower.
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('print');
    draw();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('print');
    draw();
  });
})();
