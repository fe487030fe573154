using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Benchmarks;

/// <summary>What the engine costs for 10,000 series that have seen a week, on all cores; an operation is all of them.</summary>
/// <remarks>Needs some 2 GB: every series has a session of its own. Their states are copies of a few, which no cost depends on.</remarks>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5, invocationCount: 1)]
public class ForecastFleetBenchmarks
{
    private const int Series = 10_000;
    private const int Distinct = 16;
    private const int Ahead = 64;

    private readonly IForecastSession[] _sessions = new IForecastSession[Series];
    private double[][] _values = null!;
    private int _next;

    [Params(24, 288)]
    public int Horizon { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _values = [.. Enumerable.Range(0, Distinct).Select(seed => WeekOfLoad.Values(seed, WeekOfLoad.Points + Ahead))];
        byte[][] states = [.. _values.Select(values => WeekOfLoad.Fed(Horizon, values.AsSpan(0, WeekOfLoad.Points)).Save())];
        Parallel.For(0, Series, i => _sessions[i] = EnsembleForecaster.Default.TryRestore(WeekOfLoad.Series(Horizon), states[i % Distinct])!);
        _next = WeekOfLoad.Points;
    }

    [Benchmark]
    public void Update()
    {
        Parallel.For(0, Series, i => _sessions[i].Observe(_values[i % Distinct][_next]));
        _next++;
    }

    [Benchmark]
    public void Forecast() => Parallel.For(0, Series, i => _sessions[i].Forecast(new ForecastRequest(Horizon)));

    [Benchmark]
    public void UpdateAndForecast()
    {
        Parallel.For(0, Series, i =>
        {
            _sessions[i].Observe(_values[i % Distinct][_next]);
            _sessions[i].Forecast(new ForecastRequest(Horizon));
        });
        _next++;
    }

    /// <summary>From nothing: all the week of each, then a forecast.</summary>
    [Benchmark]
    public void FullRefit() =>
        Parallel.For(0, Series, i => WeekOfLoad.Fed(Horizon, _values[i % Distinct].AsSpan(0, WeekOfLoad.Points)).Forecast(new ForecastRequest(Horizon)));
}
