using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Promotion;

public sealed class ReleaseWaveTests
{
    private static readonly OpenRelease Open = new() { Digest = TestWorld.New, Previous = TestWorld.Old, Waves = 1, LastWave = new RunId(3) };

    [Fact]
    public void Decide_RoomForAll_ReplacesAllAtOnce()
    {
        Wave(Counts(live: 4, candidates: 4), room: 0).ShouldBe((PromotionKind.Replace, 4, 4, PromotionReasonCode.ReleaseReady));
        Wave(Counts(live: 4), room: null).ShouldBe((PromotionKind.Grow, 4, 4, PromotionReasonCode.CandidatesArriving));
    }

    [Theory]
    [InlineData(2, 0, null, PromotionKind.Grow, 2)]
    [InlineData(2, 2, null, PromotionKind.Grow, 4)]
    [InlineData(0, 1, null, PromotionKind.Replace, 1)]
    [InlineData(0, 3, 2, PromotionKind.Replace, 2)]
    [InlineData(9, 0, 3, PromotionKind.Grow, 3)]
    public void Decide_RoomOrWaveSizeIsSmaller_TakesAWave(int room, int candidates, int? waveSize, PromotionKind kind, int wave)
    {
        (PromotionKind Kind, int Wave, int Leaving, PromotionReasonCode Code) decided = Wave(Counts(live: 4, candidates: candidates), room, waveSize);
        (decided.Kind, decided.Wave, decided.Leaving).ShouldBe((kind, wave, wave));
    }

    [Fact]
    public void Decide_NoRoomForASingleCandidate_IsRefusedByName()
    {
        PromotionDecision decision = Decide(Counts(live: 4), room: 0);
        decision.Kind.ShouldBe(PromotionKind.Hold);
        decision.Reasons[0].ToString().ShouldBe("web: the release takes room in the fleet for 4 candidates, or for 1 in waves, and there is room for 0.");
    }

    [Fact]
    public void Decide_SomeWavesAreDone_CountsWhatIsLeft()
    {
        Wave(Counts(live: 4, candidates: 2, atRelease: 3), room: 5, release: Open).ShouldBe((PromotionKind.Replace, 1, 1, PromotionReasonCode.ReleaseReady));
        Wave(Counts(live: 4, candidates: 2, atRelease: 1), room: 0, release: Open).ShouldBe((PromotionKind.Replace, 2, 2, PromotionReasonCode.ReleaseReady));
    }

    [Fact]
    public void Decide_ReleaseIsTakenBack_CoverIsWhatTakesOver()
    {
        OpenRelease back = Open with { IsBackward = true };
        PromotionDecision decision = Decide(Counts(live: 4, candidates: 0, atRelease: 2, cover: 1), room: 3, release: back);
        (decision.Kind, decision.Services[0].Cover, decision.Services[0].Candidate).ShouldBe((PromotionKind.Grow, 2, 0));
        Wave(Counts(live: 4, atRelease: 2, cover: 2), room: 0, release: back).ShouldBe((PromotionKind.Replace, 2, 2, PromotionReasonCode.ReleaseReady));
    }

    // 15: when live itself is unhealthy, what protects it only advises.
    [Fact]
    public void Decide_LiveIsUnhealthyAndTooSmall_TheReleaseThatMendsItStarts()
    {
        double[] rise = [4, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9];
        ServiceCounts counts = Counts(live: 4, candidates: 9, cover: 0);
        PromotionInput input = Input(new PromotionCase { Predicted = rise }, counts, null, null, null);

        new PromotionPolicy(new PromotionCase().Options).Decide(input).Decision.Reasons.ShouldContain(r => r.Code == PromotionReasonCode.LiveTooSmallForBake);
        new PromotionPolicy(new PromotionCase().Options).Decide(input with { LiveIsUnhealthy = true }).Decision.Kind.ShouldBe(PromotionKind.Replace);
        new PromotionPolicy(new PromotionCase().Options).Decide(input with { LiveIsUnhealthy = true, Counts = [counts with { Cover = 3 }] }).Decision.Kind
            .ShouldBe(PromotionKind.Replace, "cover at the broken digest does not go first");
    }

    private static ServiceCounts Counts(int live, int candidates = 0, int atRelease = 0, int cover = 1) =>
        new(PromotionCase.Web, live, cover, Arriving: 0, DeadLive: 0, candidates, LiveAtRelease: atRelease);

    private static PromotionInput Input(PromotionCase at, ServiceCounts counts, int? room, int? waveSize, OpenRelease? release) => at.Input() with
    {
        Counts = [counts], ReleaseBake = TimeSpan.FromMinutes(10), Room = room, WaveSizes = [waveSize], Release = release,
    };

    private static PromotionDecision Decide(ServiceCounts counts, int? room, int? waveSize = null, OpenRelease? release = null) =>
        new PromotionPolicy(new PromotionCase().Options).Decide(Input(new PromotionCase(), counts, room, waveSize, release)).Decision;

    private static (PromotionKind Kind, int Wave, int Leaving, PromotionReasonCode Code) Wave(ServiceCounts counts, int? room, int? waveSize = null, OpenRelease? release = null)
    {
        PromotionDecision decision = Decide(counts, room, waveSize, release);
        return (decision.Kind, decision.Services[0].Wave, decision.Services[0].Leaving, decision.Reasons[0].Code);
    }
}
