using BenchmarkDotNet.Attributes;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Benchmarks;

/// <summary>What a tick of the engine costs for one series that has seen a week.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    // Five days, so that no run reaches the two weeks at which a week becomes a season.
    private const int Updates = 1440;

    private double[] _values = null!;
    private byte[] _state = null!;
    private IForecastSession _session = null!;

    [Params(24, 288)]
    public int Horizon { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _values = WeekOfLoad.Values(seed: 1, WeekOfLoad.Points + Updates);
        _state = WeekOfLoad.Fed(Horizon, _values.AsSpan(0, WeekOfLoad.Points)).Save();
    }

    /// <summary>Every iteration begins at the end of the week.</summary>
    [IterationSetup]
    public void Restore() => _session = EnsembleForecaster.Default.TryRestore(WeekOfLoad.Series(Horizon), _state)!;

    [Benchmark(OperationsPerInvoke = Updates)]
    public int Update()
    {
        for (int i = 0; i < Updates; i++)
        {
            _session.Observe(_values[WeekOfLoad.Points + i]);
        }

        return _session.Count;
    }

    [Benchmark(OperationsPerInvoke = Updates)]
    public ForecastResult Forecast()
    {
        ForecastResult result = default!;
        for (int i = 0; i < Updates; i++)
        {
            result = _session.Forecast(new ForecastRequest(Horizon));
        }

        return result;
    }

    [Benchmark(OperationsPerInvoke = Updates)]
    public ForecastResult UpdateAndForecast()
    {
        ForecastResult result = default!;
        for (int i = 0; i < Updates; i++)
        {
            _session.Observe(_values[WeekOfLoad.Points + i]);
            result = _session.Forecast(new ForecastRequest(Horizon));
        }

        return result;
    }
}
