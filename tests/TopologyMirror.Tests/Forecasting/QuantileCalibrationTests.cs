using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class QuantileCalibrationTests
{
    [Theory]
    [InlineData(0.7)]
    [InlineData(1.6)]
    public void Learn_StatedTooNarrowOrTooWide_BringsCoverageToTheLevel(double stated)
    {
        var random = new Random(8);
        var calibration = new QuantileCalibration();
        double[] row = [.. QuantileLevels.Standard.ToArray().Select(p => stated * Math.Log(p / (1 - p)))];
        int[] covered = new int[row.Length];
        for (int t = 0; t < 40_000; t++)
        {
            double u = random.NextDouble();
            double actual = Math.Log(u / (1 - u));
            calibration.Read(row);
            for (int k = 0; k < row.Length && t >= 20_000; k++)
            {
                covered[k] += actual <= calibration.Quantiles[k] ? 1 : 0;
            }

            calibration.Learn(actual);
        }

        (covered[QuantileLevels.Standard.IndexOf(0.9)] / 20_000.0).ShouldBe(0.9, 0.01);
        (covered[QuantileLevels.Standard.IndexOf(0.99)] / 20_000.0).ShouldBe(0.99, 0.003);
        (covered[QuantileLevels.Standard.IndexOf(0.1)] / 20_000.0).ShouldBe(0.1, 0.01);
    }

    [Fact]
    public void Read_NothingLearnt_IsTheRowItself()
    {
        double[] row = [.. Enumerable.Range(0, QuantileLevels.Standard.Length).Select(i => (double)i * i)];
        var calibration = new QuantileCalibration();
        calibration.Read(row);
        calibration.Quantiles.ToArray().ShouldBe(row);
    }

    [Fact]
    public void Learn_Ties_MoveNothing()
    {
        var calibration = new QuantileCalibration();
        for (int i = 0; i < 100; i++)
        {
            calibration.Learn(0);
        }

        calibration.Shifts.ToArray().ShouldAllBe(x => x == 0);
    }
}
