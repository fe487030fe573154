namespace TopologyMirror.Forecasting;

/// <summary>Seasonal naive, a day or a week back, corrected by how much the last roots differed from theirs then.</summary>
/// <remarks>Source: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 5.2.</remarks>
internal sealed class SeasonalRepeat(SeriesState series) : CandidateModel(series, 10)
{
    private const int PerSeason = 5;

    protected override bool Ready => Series.Day is { } day && Series.Now >= day.Length;

    protected override void Fill(int lead, Span<double> centres)
    {
        int target = Series.Now + lead;
        Fill(Series.Repeated(target, Series.Day!.Length), Series.DayDifferences, centres[..PerSeason]);
        if (Series.Week is { } week && Series.Now >= week.Length)
        {
            Fill(Series.Repeated(target, week.Length), Series.WeekDifferences, centres[PerSeason..]);
        }
        else
        {
            centres[..PerSeason].CopyTo(centres[PerSeason..]);
        }
    }

    private static void Fill(double before, ReadOnlySpan<double> differences, Span<double> centres)
    {
        centres[0] = before;
        for (int i = 0; i < differences.Length; i++)
        {
            centres[1 + (2 * i)] = before + (0.5 * differences[i]);
            centres[2 + (2 * i)] = before + differences[i];
        }
    }
}
