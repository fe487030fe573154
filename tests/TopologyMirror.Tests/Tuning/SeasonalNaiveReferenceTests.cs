using TopologyMirror.Metrics;
using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

public sealed class SeasonalNaiveReferenceTests
{
    private static TunedSeries Series(params double[] values)
    {
        var history = new LoadHistory("x", TimeSpan.FromHours(6));
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                history.Add(new LoadSample(DateTimeOffset.UnixEpoch.AddHours(6 * i), values[i]));
            }
        }

        return new TunedSeries("x", history, new ForecastTunerOptions { Season = TimeSpan.FromDays(1) }, 12);
    }

    // R: snaive(ts(c(1,2,3,4,2,2,3,5,1,3,4,4), frequency = 4), h = 6): points 1 3 4 4 1 3; sd = sqrt(6/8), from step 5 times sqrt(2).
    [Fact]
    public void Score_ASmallSeries_IsThatOfRsSeasonalNaive()
    {
        TunedSeries series = Series(1, 2, 3, 4, 2, 2, 3, 5, 1, 3, 4, 4, 1, 3, 4, 4, 1, 3);
        series.Season.ShouldBe(4);
        OriginScore score = SeasonalNaiveReference.Score(series, 12, 6);
        score.Points.ShouldBe(6);
        score.AbsoluteError.ShouldBe(0);
        double[] levels = [.1, .25, .5, .75, .9, .95, .99];
        double[] normal = [-1.2815516, -0.6744898, 0, 0.6744898, 1.2815516, 1.6448536, 2.3263479];
        double expected = 0;
        double[] points = [1, 3, 4, 4, 1, 3];
        for (int step = 1; step <= 6; step++)
        {
            double sd = Math.Sqrt(6.0 / 8) * Math.Sqrt(1 + ((step - 1) / 4));
            for (int i = 0; i < 7; i++)
            {
                double miss = points[step - 1] - Math.Max(points[step - 1] + (sd * normal[i]), 0);
                expected += Math.Max(levels[i] * miss, (levels[i] - 1) * miss) / 7;
            }
        }

        (score.Pinball * series.Unit).ShouldBe(expected, 1e-6);
        (series.ScaleAt(12) * series.Unit).ShouldBe(6.0 / 8, 1e-12);
    }

    [Fact]
    public void Score_AGapOneSeasonBefore_GoesBackAnotherSeason()
    {
        TunedSeries series = Series(7, 2, 3, 4, 8, 2, 3, 5, double.NaN, 3, 4, 4, 8, 3, 4, 4);
        SeasonalNaiveReference.Score(series, 12, 1).AbsoluteError.ShouldBe(0);
    }

    [Fact]
    public void Score_NoSeasonBeforeTheOrigin_RepeatsTheLastValue()
    {
        var history = new LoadHistory("x", TimeSpan.FromHours(1));
        foreach (int i in Enumerable.Range(0, 20))
        {
            history.Add(new LoadSample(DateTimeOffset.UnixEpoch.AddHours(i), i));
        }

        var series = new TunedSeries("x", history, new ForecastTunerOptions { Season = TimeSpan.FromDays(1) }, 14);
        series.Season.ShouldBe(1);
        (SeasonalNaiveReference.Score(series, 14, 2).AbsoluteError * series.Unit).ShouldBe(1 + 2, 1e-9);
    }
}
