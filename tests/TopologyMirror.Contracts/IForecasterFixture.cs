using TopologyMirror.Forecasting;

namespace TopologyMirror.Contracts;

/// <summary>A forecaster and a series that makes it ready.</summary>
public interface IForecasterFixture
{
    /// <summary>The implementation.</summary>
    IForecaster Forecaster { get; }

    /// <summary>A series.</summary>
    ForecastSeries Series { get; }

    /// <summary>Loads of its steps, <see cref="double.NaN"/> for a gap: at least 20, after all of which the forecaster is ready.</summary>
    IReadOnlyList<double> Loads { get; }
}
