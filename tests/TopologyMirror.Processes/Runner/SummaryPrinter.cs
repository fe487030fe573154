using System.Globalization;
using System.Text.Json;

namespace TopologyMirror.Processes.Runner;

/// <summary>Writes what came of a run.</summary>
internal static class SummaryPrinter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Awaits a run and writes its summary to standard output.</summary>
    /// <returns>The exit code: 0 only when nothing is wrong.</returns>
    public static async Task<int> PrintAsync(Task<RunSummary> run, bool json)
    {
        RunSummary summary;
        try
        {
            summary = await run;
        }
        catch (Exception e) when (e is ProcessRunException or TopologyMirrorException or TimeoutException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(summary, Json) : Text(summary));
        return summary.IsGood ? 0 : 1;
    }

    private static string Text(RunSummary s) => string.Join(Environment.NewLine, Lines(s));

    private static IEnumerable<string> Lines(RunSummary s)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{s.Kills} kills or freezes in {s.Seconds} s, seed {s.Seed}; {s.EffectsInFlight} left an effect without a result");
        yield return $"where they fell: {Join(s.Phases)}";
        yield return $"runs opened: {Join(s.RunsOpened)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"runs closed: {s.RunsClosed}, of them {s.Committed} committed, {s.RolledBack} rolled back, {s.Aborted} aborted");
        yield return string.Create(CultureInfo.InvariantCulture, $"the provider: {s.Effects} effects, {s.Launched} launched, {s.Terminated} ended, at least {s.FewestServing} served, {s.StaleRefused} stale effects refused, {s.Overtaken} taken out while load had risen");
        if (s.TakeoverSeconds.Count > 0)
        {
            yield return $"takeovers in seconds: {string.Join(", ", s.TakeoverSeconds.Select(t => t.ToString(CultureInfo.InvariantCulture)))}";
        }

        foreach (string wrong in s.Violations.Select(v => $"violation: {v}").Concat(s.Failures.Select(f => $"failure: {f}")))
        {
            yield return wrong;
        }

        yield return s.IsGood ? "nothing is wrong" : "something is wrong";
    }

    private static string Join(SortedDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}")));
}
