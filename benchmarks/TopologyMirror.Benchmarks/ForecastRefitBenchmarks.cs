using BenchmarkDotNet.Attributes;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Benchmarks;

/// <summary>What the engine costs for one series from nothing: all of a week, then a forecast.</summary>
[MemoryDiagnoser]
public class ForecastRefitBenchmarks
{
    private readonly double[] _values = WeekOfLoad.Values(seed: 1, WeekOfLoad.Points);

    [Params(24, 288)]
    public int Horizon { get; set; }

    [Benchmark]
    public ForecastResult FullRefit() => WeekOfLoad.Fed(Horizon, _values).Forecast(new ForecastRequest(Horizon));
}
