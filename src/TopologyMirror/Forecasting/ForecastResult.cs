using System.Diagnostics.CodeAnalysis;

namespace TopologyMirror.Forecasting;

/// <summary>A forecast, or the reason why there is none: exactly one of the two.</summary>
public sealed record ForecastResult
{
    private ForecastResult(LoadForecast? forecast, ForecastNotReady? notReady)
    {
        Forecast = forecast;
        NotReady = notReady;
    }

    /// <summary>The forecast; null when not ready.</summary>
    public LoadForecast? Forecast { get; }

    /// <summary>Why there is no forecast; null when there is one.</summary>
    public ForecastNotReady? NotReady { get; }

    /// <summary>A forecast.</summary>
    /// <param name="forecast">The forecast.</param>
    public static ForecastResult Of(LoadForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return new ForecastResult(forecast, null);
    }

    /// <summary>No forecast.</summary>
    /// <param name="notReady">The reason.</param>
    public static ForecastResult Of(ForecastNotReady notReady)
    {
        ArgumentNullException.ThrowIfNull(notReady);
        return new ForecastResult(null, notReady);
    }

    /// <summary>Gives the forecast where there is one.</summary>
    /// <param name="forecast">The forecast.</param>
    public bool TryGet([NotNullWhen(true)] out LoadForecast? forecast)
    {
        forecast = Forecast;
        return forecast is not null;
    }
}
