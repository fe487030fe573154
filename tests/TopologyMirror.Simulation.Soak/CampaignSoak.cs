using System.Diagnostics;
using System.Globalization;

namespace TopologyMirror.Simulation.Soak;

/// <summary>Runs campaigns seed after seed, some at a time, each world on one thread, until so many switchovers have ended.</summary>
internal sealed class CampaignSoak(long switchovers, int parallel, int firstSeed, IReadOnlyCollection<SimulationFault>? faults, IReadOnlyList<SimulationFault>? drawnFrom)
{
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private SimulationReport _sum = SimulationReport.Empty;
    private Exception? _fault;
    private int _next = firstSeed;

    public static int PrintImpossible(TextWriter output)
    {
        foreach (((SimulationFault fault, Switchover.SwitchoverPhase phase), string reason) in SimulationPairs.Impossible)
        {
            output.WriteLine($"{fault} in {phase}: {reason}");
        }

        return 0;
    }

    public int Run(bool asJson, bool withMissing, TextWriter output, TextWriter progress)
    {
        var watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, Math.Max(parallel, 1)).Select(_ => new Thread(() => Work(progress)))];
        Array.ForEach(threads, static t => t.Start());
        TimeSpan told = TimeSpan.Zero;
        while (!Array.TrueForAll(threads, static t => t.Join(TimeSpan.FromMilliseconds(200))))
        {
            if (watch.Elapsed - told > Progress)
            {
                told = watch.Elapsed;
                lock (_gate)
                {
                    progress.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{_sum.Switchovers} switchovers in {_sum.Seeds} seeds, {_sum.Switchovers / watch.Elapsed.TotalSeconds:0} per second, {_sum.Violations} violations, {_sum.Unfinished} unfinished"));
                }
            }
        }

        double perSecond = Math.Round(_sum.Switchovers / watch.Elapsed.TotalSeconds, 1);
        output.WriteLine(asJson ? CampaignJson.Of(_sum, perSecond) : CampaignJson.Text(_sum, perSecond));
        if (withMissing)
        {
            foreach ((SimulationFault fault, Switchover.SwitchoverPhase phase) in SimulationPairs.Possible)
            {
                long hits = _sum.Hits.GetValueOrDefault((fault, phase));
                progress.WriteLine(hits >= SimulationPairs.CoveredFrom ? $"covered {fault} in {phase}: {hits}" : $"missing {fault} in {phase}: {hits}");
            }
        }

        if (_fault is not null)
        {
            progress.WriteLine(_fault);
        }

        return _fault is null && _sum.Violations == 0 && _sum.Unfinished == 0 && _sum.Failures.Count == 0 ? 0 : 1;
    }

    private void Work(TextWriter progress)
    {
        SimulationCampaign campaign = drawnFrom is null ? new SimulationCampaign { Faults = faults } : new SimulationCampaign { Faults = faults, DrawnFrom = drawnFrom };
        while (Take() is { } seed)
        {
            try
            {
                SimulationReport report = campaign.Run(seed);
                lock (_gate)
                {
                    _sum = _sum.Add(report);
                    foreach (SimulationFailure failure in report.Failures)
                    {
                        progress.WriteLine(failure);
                    }
                }
            }
            catch (Exception e)
            {
                lock (_gate)
                {
                    _fault ??= new InvalidOperationException($"Seed {seed} could not be played.", e);
                }
            }
        }
    }

    private int? Take()
    {
        lock (_gate)
        {
            return _sum.Switchovers < switchovers && _fault is null ? _next++ : null;
        }
    }
}
