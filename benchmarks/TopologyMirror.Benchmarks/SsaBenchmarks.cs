using BenchmarkDotNet.Attributes;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Benchmarks;

/// <summary>What singular spectrum analysis of a week of five-minute steps costs: the decomposition alone, and within a session.</summary>
[MemoryDiagnoser]
public class SsaBenchmarks
{
    private const int Day = 288;
    private const int Week = 7 * Day;

    private readonly double[] _values = Wave(Week + Day);
    private IForecastSession _session = null!;
    private int _next;

    /// <summary>Values per window: a day and one.</summary>
    [Params(Day + 1)]
    public int Window { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _session = new EnsembleForecaster("ssa", ForecastModel.SingularSpectrum).Start(new ForecastSeries("wave", TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch));
        for (int t = 0; t < Week; t++)
        {
            _session.Observe(_values[t]);
        }
    }

    /// <summary>Everything that a refit takes, from the values to filters and roots.</summary>
    [Benchmark]
    public int Fit() => SpectrumFit.Of(_values.AsSpan(0, Week), Window, SingularSpectrum.MostRank).Window;

    /// <summary>One sample, refits on schedule included, and a forecast of a day.</summary>
    [Benchmark]
    public bool ObserveAndForecastADay()
    {
        _session.Observe(_values[_next]);
        _next = (_next + 1) % Week;
        return _session.Forecast(new ForecastRequest(Day)).TryGet(out _);
    }

    private static double[] Wave(int count)
    {
        var random = new Random(1);
        double[] values = new double[count];
        for (int t = 0; t < count; t++)
        {
            double angle = t * Math.Tau / Day;
            double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
            values[t] = 100 + (40 * Math.Sin(angle)) + (12 * Math.Sin((2 * angle) + 1)) + (6 * Math.Cos(3 * angle)) + (3 * Math.Sin(4 * angle)) + (4 * noise);
        }

        return values;
    }
}
