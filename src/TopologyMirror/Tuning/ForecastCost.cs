namespace TopologyMirror.Tuning;

/// <summary>What one series costs at every tick with a model set, on the machine and runtime that measured it.</summary>
/// <param name="Update">Time to learn one sample.</param>
/// <param name="Forecast">Time to make one forecast.</param>
/// <param name="AllocatedBytes">Bytes allocated per tick, the forecast itself included.</param>
/// <param name="StateBytes">Bytes of the session's saved state once the history is learnt.</param>
public readonly record struct ForecastCost(TimeSpan Update, TimeSpan Forecast, long AllocatedBytes, long StateBytes)
{
    /// <summary>Time of one tick: update and forecast.</summary>
    public TimeSpan Tick => Update + Forecast;
}
