using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>Three courses by hand, of four steps each.</summary>
public sealed class LoadPathsMaximaTests
{
    private static LoadPaths Paths() => new(
        DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), 4, [1, 20, 3, 4, 5, 60, 70, 8, 9, 1, 1, 1]);

    [Theory]
    [InlineData(1, 1, new double[] { 1, 20, 3 })]
    [InlineData(1, 2, new double[] { 4, 20, 60 })]
    [InlineData(2, 2, new double[] { 4, 5, 60 })]
    [InlineData(2, 4, new double[] { 70, 8, 60 })]
    [InlineData(1, 4, new double[] { 70, 20, 60 })]
    [InlineData(4, 4, new double[] { 1, 1, 1 })]
    public void Maxima_Steps_AreTheHighestOfEachCourse(int first, int last, double[] highest)
    {
        double[] maxima = [900, 900, 900];
        Paths().Maxima(first, last, maxima);
        maxima.ShouldBe(highest);
    }

    [Fact]
    public void At_Step_IsItsLoadsInTheOrderOfTheCourses()
    {
        (Paths().Steps, Paths().Count).ShouldBe((4, 3));
        Paths().At(3).ToArray().ShouldBe([70, 8, 9]);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    [InlineData(1, 5)]
    public void Maxima_StepsThatAreNone_Throws(int first, int last) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Paths().Maxima(first, last, new double[3]));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Maxima_RoomForAnotherNumberOfCourses_Throws(int room) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Paths().Maxima(1, 2, new double[room])).ParamName.ShouldBe("maxima");

    // Maxima of the first two steps are 4, 20 and 60.
    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(0.01, 4)]
    [InlineData(0.99, 60)]
    [InlineData(2 / 3.0, 40)]
    public void MaximumQuantile_FirstSteps_IsLinearBetweenTheMiddlesOfTheRanks(double probability, double load) =>
        Paths().MaximumQuantile(2, probability).ShouldBe(load, 1e-9);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void MaximumQuantile_ProbabilityThatIsNone_Throws(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Paths().MaximumQuantile(2, probability));

    [Fact]
    public void Dispose_CoursesByHand_CannotBeReadAnyMore()
    {
        LoadPaths paths = Paths();
        paths.Dispose();
        paths.Dispose();
        Should.Throw<ObjectDisposedException>(() => paths.At(1).Length);
    }

    [Fact]
    public void Dispose_CoursesByHand_LeavesTheirArrayToItsOwner()
    {
        double[] loads = [1, 2];
        new LoadPaths(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), 1, loads).Dispose();
        loads.ShouldBe([1, 2]);
    }
}
