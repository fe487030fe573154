namespace TopologyMirror.Forecasting;

/// <summary>Simple exponential smoothing, from the last value to a slow mean.</summary>
/// <remarks>Source: Brown, "Statistical Forecasting for Inventory Control", 1959.</remarks>
internal sealed class LevelSmoothing(SeriesState series) : CandidateModel(series, 5)
{
    protected override bool Ready => Series.Now >= 0;

    protected override void Fill(int lead, Span<double> centres)
    {
        centres[0] = Series.Window[Series.Now];
        Series.Levels.CopyTo(centres[1..]);
    }
}
