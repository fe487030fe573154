using System.Globalization;
using TopologyMirror.CustomForecaster;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

// A sale that no history knows and the shop's calendar does: the same cluster with the library's forecaster, and with one of our own
// around it that knows the calendar.
Sale sale = SaleTrace.Sale;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A sale from {sale.Start:HH:mm} to {sale.End:HH:mm} multiplies load by {sale.Factor}; no day before had one."));
foreach ((string name, PipelineReplayResult result) in new[] { ("without the calendar", SaleReplay.Run(null)), ("with the calendar", SaleReplay.Run(sale)) })
{
    ReplayScore score = result.Scored.Score;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-21} short of need in {score.ViolationMinutes,3:0} minutes, by {score.ShortfallPercent:0.00} % in all; paid {score.OverPercent:0.0} % over need; {result.Joins} joins"));
}
