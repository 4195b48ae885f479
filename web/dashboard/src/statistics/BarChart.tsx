import { BarChart as Bars } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Series } from './figures.js';

use([Bars, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface Properties {
  readonly series: Series;
  readonly isDark: boolean;
}

/** Bars, told apart by pattern as well as by colour. What is drawn stands beside it as a table, so it is hidden from those who hear. */
export default function BarChart({ series, isDark }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'canvas' });
    chart.setOption(optionOf(series));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [series, isDark]);
  return <div ref={place} className="chart" aria-hidden data-testid="chart" />;
}

const optionOf = ({ labels, rows }: Series) => ({
  backgroundColor: 'transparent',
  animation: false,
  aria: { enabled: true, decal: { show: rows.length > 1 } },
  // The tooltip is drawn, not written as markup: the page allows no style in markup.
  tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
  legend: { show: rows.length > 1, top: 0 },
  grid: { left: 8, right: 8, top: rows.length > 1 ? 40 : 12, bottom: 8, containLabel: true },
  xAxis: { type: 'category' as const, data: [...labels], axisLabel: { interval: 0, rotate: labels.length > 6 ? 30 : 0 } },
  yAxis: { type: 'value' as const, minInterval: 1 },
  series: rows.map(({ name, values }) => ({ type: 'bar' as const, name, data: values.map((value) => value ?? '-'), barMaxWidth: 48 })),
});
