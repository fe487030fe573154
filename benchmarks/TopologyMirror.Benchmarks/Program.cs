using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using TopologyMirror.Benchmarks;

if (args is ["ticks"])
{
    // Two weeks of one-minute ticks of the shipped pipeline on a day's wave, at once: the budget of docs/performance.md.
    var cluster = new WaveCluster(days: 21);
    var watch = Stopwatch.StartNew();
    int joins = cluster.Tick(minutes: 14 * 24 * 60);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"20160 ticks, {joins} joins, {watch.Elapsed.TotalSeconds:0.00} s"));
    return;
}

if (args is ["forecast", string page, .. string[] rest])
{
    ForecastPage.Write(page, rest);
    return;
}

if (args is ["journal", string directory])
{
    JournalLatency.Measure(directory);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WaveCluster).Assembly).Run(args);
