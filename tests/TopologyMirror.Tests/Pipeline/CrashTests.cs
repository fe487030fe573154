namespace TopologyMirror.Tests.Pipeline;

/// <summary>A controller that dies at any record of its journal loses nothing: its successor on the same world finishes.</summary>
public sealed class CrashTests
{
    private static double Surge(int minute) => minute is >= 6 and < 20 ? 55 : 25;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TickAsync_AfterACrashAtAnyRecord_Finishes(bool beforeTheRecord) =>
        Crashes.AtEveryRecord(
            static () => new PipelineWorld(Surge),
            static world => world.Builder(),
            ticks: 50,
            beforeTheRecord,
            "serving 3, instances 4, routes 3, watched 3, violations 0");
}
