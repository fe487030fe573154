using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>Decisions while a release is due: 4 are live, and the bake takes 10 minutes.</summary>
public sealed class PromotionReleaseTests
{
    private static readonly double[] Calm = [.. Enumerable.Repeat(3.0, 15)];

    /// <summary>Need that rises to 7 in the bake, beyond what a join looks at.</summary>
    private static readonly double[] Rising = [.. Enumerable.Range(0, 15).Select(m => m >= 6 ? 6.5 : 3.0)];

    private static PromotionDecision Decide(double[] predicted, int candidates, int arriving = 0, int cover = 1, bool runOpen = false)
    {
        PromotionInput input = new PromotionCase { Predicted = predicted, Cover = cover, RunOpen = runOpen }.Input();
        return new PromotionPolicy(new PromotionCase().Options).Decide(input with
        {
            ReleaseBake = TimeSpan.FromMinutes(10),
            Counts = [new ServiceCounts(PromotionCase.Web, 4, cover, 0, 0, candidates, arriving)],
        }).Decision;
    }

    [Fact]
    public void Decide_NoCandidates_BuildsAsManyAsAreLive()
    {
        PromotionDecision decision = Decide(Calm, candidates: 0);

        (decision.Kind, decision.Services[0].Candidate).ShouldBe((PromotionKind.Grow, 4));
        decision.Reasons[0].Code.ShouldBe(PromotionReasonCode.CandidatesArriving);
    }

    [Fact]
    public void Decide_AllCandidatesReadyAndLiveEnough_Replaces() => Decide(Calm, candidates: 4).Kind.ShouldBe(PromotionKind.Replace);

    [Fact]
    public void Decide_LiveTooSmallForTheBake_JoinsCoverFirst()
    {
        PromotionDecision decision = Decide(Rising, candidates: 7, cover: 2);

        (decision.Kind, decision.Services[0].Join).ShouldBe((PromotionKind.Join, 2));
        decision.Reasons[0].Code.ShouldBe(PromotionReasonCode.LiveTooSmallForBake);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    public void Decide_LiveTooSmallForTheBakeAndNoCover_BuildsCoverForIt(int candidates, int arriving)
    {
        PromotionDecision decision = Decide(Rising, candidates, arriving, cover: 0);

        decision.Kind.ShouldBe(PromotionKind.Grow);
        decision.Services[0].Cover.ShouldBe(3);
        decision.Services[0].Candidate.ShouldBe(7);
    }

    [Fact]
    public void Decide_CandidatesStillArriving_LeavesCoverInTheShadow() =>
        Decide(Rising, candidates: 5, arriving: 2, cover: 2).Services[0].Join.ShouldBe(0);

    [Theory]
    [InlineData(7, 0)]
    [InlineData(5, 2)]
    public void Decide_NeedFellWhileCandidatesWait_EndsNoneOfThem(int candidates, int arriving) =>
        Decide(Calm, candidates, arriving).Services[0].Candidate.ShouldBe(7);

    [Fact]
    public void Decide_RunOpen_LeavesCandidatesAsTheyAre()
    {
        PromotionDecision decision = Decide(Rising, candidates: 2, arriving: 1, runOpen: true);

        decision.Services[0].Candidate.ShouldBe(3);
        decision.Services[0].Join.ShouldBe(0);
    }
}
