namespace TopologyMirror.Forecasting;

/// <summary>The season's profile on a smoothed level: seasonal adjustment, simple exponential smoothing, and the season added back.</summary>
/// <remarks>
/// As decomposition with exponential smoothing does (Bandara, Hyndman and Bergmeir, "MSTL", International Journal of Operational Research
/// 2021), at a few operations a step.
/// </remarks>
internal sealed class ProfileSmoothing(SeriesState series) : CandidateModel(series, 8)
{
    protected override bool Ready => Series.Day is not null && Series.Now > 0;

    protected override void Fill(int lead, Span<double> centres)
    {
        double profile = Series.ProfileAt(Series.Now + lead);
        for (int i = 0; i < centres.Length; i++)
        {
            centres[i] = Series.Adjusted[i] + profile;
        }
    }
}
