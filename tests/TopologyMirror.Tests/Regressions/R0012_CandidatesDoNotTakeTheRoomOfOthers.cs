using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Regressions;

/// <summary>The first service took all room for its candidates; the others then had none, neither for theirs nor for cover, and the release waited for ever.</summary>
public sealed class R0012_CandidatesDoNotTakeTheRoomOfOthers
{
    [Theory]
    [InlineData(null, 3, 3)]
    [InlineData(6, 3, 3)]
    [InlineData(4, 3, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 0)]
    public void Share_RoomForSome_GivesEveryServiceOneFirstOrNoneAny(int? free, int first, int second)
    {
        WavePart three = new(Wanted: 3, Limit: 3, Old: 3, Available: 0, Pool: 0, Missing: 0, Needed: null, IsDone: false);
        WaveRoom.Share([three, three], free).ShouldBe([first, second]);
    }

    [Fact]
    public void Share_ServiceThatIsDone_NeedsNoRoom()
    {
        WavePart done = new(Wanted: 0, Limit: 1, Old: 0, Available: 0, Pool: 0, Missing: 0, Needed: null, IsDone: true);
        WavePart two = new(Wanted: 2, Limit: 1, Old: 2, Available: 0, Pool: 0, Missing: 0, Needed: null, IsDone: false);
        WaveRoom.Share([done, two], 1).ShouldBe([0, 1]);
    }
}
