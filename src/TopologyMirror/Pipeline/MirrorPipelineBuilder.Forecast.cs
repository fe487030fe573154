using TopologyMirror.Forecasting;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private IForecaster MakeForecaster() =>
        _decorateForecaster(_forecaster ?? Options.Forecast.PinnedModels?.ToForecaster() ?? (IForecaster)EnsembleForecaster.Default);

    /// <summary>Whether both make the same forecaster, so that what was learnt is kept.</summary>
    private bool ForecastsLike(MirrorPipelineBuilder other) =>
        ReferenceEquals(other._forecaster, _forecaster) && Equals(other._decorateForecaster, _decorateForecaster)
        && Equals(other.Options.Forecast.PinnedModels, Options.Forecast.PinnedModels);

    private IEnumerable<string> ForecastFaults()
    {
        if (_forecaster is { } set && Options.Forecast is { Models.Count: > 0 } pinned)
        {
            yield return $"ForecastOptions.Models ({string.Join(", ", pinned.Models)}) of cluster '{Cluster}' would not be used, because UseForecaster sets '{set.Name}'; take one of them away.";
        }
    }
}
