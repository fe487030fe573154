using System.Text.RegularExpressions;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed partial class PromotionReasonTests
{
    [Fact]
    public void ToString_OfEveryCode_IsASentenceWithTheService()
    {
        foreach (PromotionReasonCode code in Enum.GetValues<PromotionReasonCode>())
        {
            string text = new PromotionReason(code, PromotionCase.Web, 7.25, 4, new("rps"), new DateTimeOffset(2026, 1, 1, 12, 34, 0, TimeSpan.Zero)).ToString();

            text.ShouldMatch("^web: [a-z0-9].*[^.]\\.$");
            if (code is not (PromotionReasonCode.RunOpen or PromotionReasonCode.NothingLive))
            {
                Number().IsMatch(text).ShouldBeTrue(text);
            }
        }
    }

    [Theory]
    [InlineData(PromotionReasonCode.ObservedLoad, "web: observed rps takes 7.25 instances, live are 4.")]
    [InlineData(PromotionReasonCode.PredictedWithinPromoteLead, "web: rps may take 7.25 instances at 12:34, live are 4.")]
    [InlineData(PromotionReasonCode.PredictedAtLaunchLead, "web: rps may take 7.25 instances at 12:34, live, ready and arriving are 4.")]
    [InlineData(PromotionReasonCode.Enough, "web: 4 live are enough for 7.25.")]
    [InlineData(PromotionReasonCode.LowLoad, "web: 7.25 are enough now and as far as can be seen, live are 4.")]
    [InlineData(PromotionReasonCode.RecentDrop, "web: load has dropped to 7.25 with 4 live; no scale-in before 12:34.")]
    public void ToString_OfAReason_SaysItsNumbers(PromotionReasonCode code, string text) =>
        new PromotionReason(code, PromotionCase.Web, 7.25, 4, new("rps"), new DateTimeOffset(2026, 1, 1, 12, 34, 0, TimeSpan.Zero)).ToString().ShouldBe(text);

    [Fact]
    public void Decide_SecondServiceIsShort_GivesItsReasonFirst()
    {
        PromotionInput one = new PromotionCase().Input();
        ServiceName api = new("api");
        PromotionInput two = one with
        {
            Capacities = [one.Capacities[0] with { Service = api }, one.Capacities[0]],
            Needs = [one.Needs[0] with { Service = api }, one.Needs[0] with { Real = 9 }],
            Counts = [one.Counts[0] with { Service = api }, one.Counts[0]],
            Plan = new CapacityPlan([], one.Capacities, 0.05),
        };
        two = two with { Plan = new CapacityPlan([], two.Capacities, 0.05) };
        PromotionDecision decision = new PromotionPolicy(new PromotionCase().Options).Decide(two).Decision;

        decision.Kind.ShouldBe(PromotionKind.Join);
        (decision.Reasons[0].Service, decision.Reasons[0].Code).ShouldBe((PromotionCase.Web, PromotionReasonCode.ObservedLoad));
        decision.Services.Select(s => s.Join).ShouldBe([0, 1]);
    }

    [Fact]
    public void Decide_GrowForStandingCover_DoesNotSayThatThereIsEnoughCover() =>
        new PromotionCase { Cover = 0 }.Decision.Reasons[0].ToString().ShouldBe("web: 1 cover is to stand ready, ready and arriving are 0.");

    [GeneratedRegex("[0-9]")]
    private static partial Regex Number();
}
