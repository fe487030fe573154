using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Switchover;

public sealed class RunBackoffTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 8)]
    [InlineData(6, 15)]
    [InlineData(1000, 15)]
    public void Until_FailuresInARow_WaitsLongerUpToALimit(int failures, int minutes) =>
        RunBackoff.Until(failures, Noon).ShouldBe(Noon.AddMinutes(minutes));
}
