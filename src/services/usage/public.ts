/** What other services may use of usage: an owner's overview and its pictures. */
export {
  CostChart,
  ErrorsChart,
  RequestsChart,
  RoutesChart,
  UsageCharts,
  WasteTable,
} from './charts.tsx';
export { CSV_TYPE, usageCsv } from './csv.ts';
export { lastPeriod, type Period, type UsageOverview, usageOverview } from './overview.ts';
