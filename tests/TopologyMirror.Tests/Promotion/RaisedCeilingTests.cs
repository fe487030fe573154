using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>The ceiling is 40, and a forecast of 50 exceeds it.</summary>
public sealed class RaisedCeilingTests
{
    private static PromotionCase Honour => new() { Live = 40, Cover = 20, Need = 36, Ceiling = 40, Predicted = [.. Enumerable.Repeat(50.0, 15)] };

    private static PromotionCase Raise => Honour with { CeilingBuffer = 0.1 };

    [Fact]
    public void Decide_ForecastAboveTheCeiling_IsJoinedOnlyWithABuffer()
    {
        (Honour.Service.DesiredLive, Honour.Service.Join).ShouldBe((40, 0));
        (Raise.Decision.Kind, Raise.Service.DesiredLive, Raise.Service.Join).ShouldBe((PromotionKind.Join, 50, 10));
        Honour.Codes.ShouldNotContain(PromotionReasonCode.CeilingRaised);
        Raise.Decision.Reasons.ShouldContain(r => r.ToString() == "web: rps may take 50 instances at 12:00, and the ceiling is raised to 55.");
    }

    // 60 are asked for by what is observed; only the forecast decides how far beyond the ceiling that may go.
    [Theory]
    [InlineData(50.0, 55)]
    [InlineData(40.0, 40)]
    [InlineData(30.0, 40)]
    [InlineData(null, 40)]
    public void Decide_ObservedAboveTheCeiling_StaysWithinWhatTheForecastAllows(double? predicted, int desired) =>
        (Raise with { Need = 60, Predicted = predicted is { } p ? [.. Enumerable.Repeat(p, 15)] : null }).Service.DesiredLive.ShouldBe(desired);

    [Fact]
    public void Decide_CeilingHasComeDown_LetsGoAfterTheScaleInWindow()
    {
        PromotionCase raised = Raise with { Live = 50, Cover = 1, Need = 45 };
        PromotionCase down = raised.Next() with { Predicted = null };

        down.Service.ScaleIn.ShouldBe(0);
        down.Next(4).Service.ScaleIn.ShouldBe(0);
        down.Next(5).Service.ScaleIn.ShouldBe(10);
    }
}
