using System.Globalization;
using TopologyMirror.Quickstart.Report;

namespace TopologyMirror.Tests.Quickstart;

public sealed class ReportDrawingTests
{
    [Theory]
    [InlineData(1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(42, "0 10 20 30 40")]
    [InlineData(1200, "0 500 1000")]
    public void Marks_OfAnAxis_AreRound(double most, string expected) =>
        string.Join(' ', NiceScale.Marks(most, 5).Select(m => Math.Round(m, 6).ToString(CultureInfo.InvariantCulture))).ShouldBe(expected);

    [Fact]
    public void Marks_OfTime_AreRoundAndWithinTheSpan()
    {
        DateTimeOffset from = new(2026, 3, 2, 0, 20, 0, TimeSpan.Zero);
        NiceScale.Marks(from, from.AddHours(3), 6).Select(t => t.ToString("HH:mm", CultureInfo.InvariantCulture)).ShouldBe(["00:30", "01:00", "01:30", "02:00", "02:30", "03:00"]);
    }

    [Fact]
    public void Extremes_OfManyPoints_KeepThePeak()
    {
        double[] values = [.. Enumerable.Range(0, 20_000).Select(i => i == 12_345 ? 100 : Math.Sin(i))];
        IReadOnlyList<double> kept = Downsampling.Extremes(values, v => v);
        kept.Count.ShouldBeLessThanOrEqualTo(Downsampling.MostPoints);
        kept.ShouldContain(100);
    }

    [Fact]
    public void Steps_EqualNeighbours_AreOneStep() =>
        PathData.Steps([(0, 5), (1, 5), (2, 7), (3, 7)], 4).ShouldBe([(0, 5), (2, 5), (2, 7), (4, 7)]);

    [Fact]
    public void Names_BesideCloseDots_DoNotOverlap()
    {
        var places = new LabelPlaces(500, 300, [(200, 100), (205, 102)]);
        (double x1, double y1) = places.Take(200, 100, "topologymirror");
        (double x2, double y2) = places.Take(205, 102, "reactive+25");
        (Math.Abs(y1 - y2) >= 14 || x1 + 94 < x2 || x2 + 74 < x1).ShouldBeTrue();
    }
}
