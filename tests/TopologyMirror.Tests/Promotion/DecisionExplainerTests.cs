using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>4 are live on a load of 3.6 with 1 cover; leads are 10 minutes for a launch, 30 seconds for a promotion, and a tick is a minute.</summary>
public sealed class DecisionExplainerTests
{
    private static readonly DateTimeOffset Noon = Capacity.Forecasts.Noon;

    public static TheoryData<PromotionKind> Kinds => [.. Enum.GetValues<PromotionKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Explain_EachKind_SaysWhyThisAndNotTheOthers(PromotionKind kind)
    {
        PromotionCase c = kind switch
        {
            PromotionKind.Grow => new PromotionCase { Predicted = Rising(9) },
            PromotionKind.Join => new PromotionCase { Need = 5 },
            PromotionKind.Replace => Release(candidates: 4),
            PromotionKind.ScaleIn => new PromotionCase { Live = 9 },
            _ => new PromotionCase(),
        };
        DecisionExplanation explanation = Explain(c);

        explanation.Decision.Kind.ShouldBe(kind);
        explanation.Kinds.Select(k => k.Kind).ShouldBe(Enum.GetValues<PromotionKind>(), ignoreOrder: true);
        explanation.Kinds[0].ShouldSatisfyAllConditions(k => k.Kind.ShouldBe(kind), k => k.IsDecided.ShouldBeTrue());
        explanation.Kinds.Skip(1).ShouldAllBe(k => !k.IsDecided);
        explanation.Kinds.ShouldAllBe(k => k.Because.Count > 0 && k.Because.All(s => s.EndsWith('.') && s.Length > 10));
        explanation.ToString().ShouldContain($"Why {kind}:\n  {explanation.Decision.Reasons[0]}");
        explanation.NextDecisionAt.ShouldBe(c.Now.AddMinutes(1));
    }

    [Fact]
    public void ToString_Hold_TellsTheNumbersThatDecided() => Explain(new PromotionCase { Predicted = [.. Enumerable.Repeat(3.7, 30)] }).ToString().ShouldBe(
        """
        Hold at 2026-01-01 12:00:00 UTC, at a risk of 5 %.
        Why Hold:
          web: 4 live are enough for 3.6.
        Why not Grow:
          web: 1 cover is ready or arriving and 1 is to be; 5 live, ready and arriving, and rps may take 3.7 at 12:00 with probability 0.95 until a launch serves; 4 are likely enough to be needed after that, and 0 worth being kept.
        Why not Join:
          web: 4 live are enough: observed load takes 3.6, and rps may take 3.7 at 12:00 with probability 0.95 within the promote lead.
        Why not Replace:
          No release is due.
        Why not ScaleIn:
          web: 4 live, and 4 were to be kept within the last 5 minutes or are wanted now.
        Next decision at 12:01:00.
        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Explain_Figures_AreThoseOfThePlan()
    {
        ServiceFigures figures = Explain(new PromotionCase { Predicted = Rising(9) }).Services[0];

        figures.ObservedWithHeadroom.ShouldBe(3.6, 1e-9);
        figures.AtLaunchLead!.Value.Instances.ShouldBe(9);
        (figures.Kept, figures.Counts.Live, figures.Decision.Cover).ShouldBe((9, 4, 5));
    }

    [Fact]
    public void Explain_NothingMayBegin_SaysWhatIsInTheWay()
    {
        DecisionExplanation open = Explain(new PromotionCase { Need = 5, RunOpen = true });
        Because(open, PromotionKind.Join).ShouldBe(["A run is open: no other begins before it ends.", "web: 6 are wanted in live, 4 are, 1 cover is ready, and nothing may begin now."]);
        Wait(open, NextChangeCause.RunOpen).At.ShouldBeNull();

        DecisionExplanation backOff = Explain(new PromotionCase { Need = 5, NoRunBefore = Noon.AddMinutes(3) });
        Because(backOff, PromotionKind.Join)[0].ShouldBe("Runs have failed in a row: none begins before 12:03:00.");
        Wait(backOff, NextChangeCause.BackOff).At.ShouldBe(Noon.AddMinutes(3));
    }

    [Fact]
    public void Explain_NoCover_SaysWhatArrivesAndWhen()
    {
        DecisionExplanation explanation = Explain(new PromotionCase { Need = 6, Cover = 0, Arriving = 4 });

        Because(explanation, PromotionKind.Join).ShouldBe(["web: 7 are wanted in live, 4 are, and no cover is ready; 4 arrive."]);
        Wait(explanation, NextChangeCause.InstancesArriving).ShouldSatisfyAllConditions(
            w => w.At.ShouldBe(Noon.AddMinutes(10)), w => w.Text.ShouldBe("web: 4 cover arrive, by 12:10:00 with the launch lead of 10 minutes."));
    }

    [Fact]
    public void Explain_HeldByTheWindow_SaysWhenItEnds()
    {
        PromotionCase busy = new() { Live = 9, Need = 8 };
        DecisionExplanation explanation = Explain(busy.Next() with { Need = 5 });

        explanation.Decision.Kind.ShouldBe(PromotionKind.Hold);
        Because(explanation, PromotionKind.ScaleIn)[0].ShouldBe("web: 9 live, and 9 were to be kept within the last 5 minutes or are wanted now.");
        Wait(explanation, NextChangeCause.StabilisationWindow).At.ShouldBe(Noon.AddMinutes(5));
        (busy.Next() with { Need = 5 }).Next(4).Decision.Kind.ShouldBe(PromotionKind.Hold);
        ((busy.Next() with { Need = 5 }).Next(5) with { Need = 5 }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    [Fact]
    public void Explain_NotWatchedForAWindow_SaysFromWhenOn()
    {
        DecisionExplanation explanation = Explain(new PromotionCase { Live = 9, Remembering = TimeSpan.FromMinutes(2) });

        Because(explanation, PromotionKind.ScaleIn)[0].ShouldBe("web: 4 may be enough, live are 9; the window ends at 12:03.");
        Wait(explanation, NextChangeCause.StabilisationWindow).At.ShouldBe(Noon.AddMinutes(3));
    }

    [Fact]
    public void Explain_AfterADrop_SaysUntilWhenScaleInIsOff()
    {
        DecisionExplanation explanation = Explain(new PromotionCase { Live = 9, Need = 8 }.Next() with { Need = 2 });

        Wait(explanation, NextChangeCause.HoldAfterDrop).At.ShouldBe(Noon.AddMinutes(11));
    }

    [Fact]
    public void Explain_StaleLoad_WaitsForASample()
    {
        DecisionExplanation explanation = Explain(new PromotionCase { IsStale = true });

        Wait(explanation, NextChangeCause.NewLoad).At.ShouldBeNull();
        Because(explanation, PromotionKind.ScaleIn).ShouldBe(["web: no load is known: 4 live are kept."]);
        Because(explanation, PromotionKind.Join).ShouldBe(["web: no load is known, and 4 live are not below the floor of 1."]);
    }

    [Fact]
    public void Explain_ScheduledFloors_SaysWhenTheyBeginAndEnd()
    {
        DecisionExplanation explanation = Explain(new PromotionCase { Scheduled = [Span(4, -30, 20), Span(8, 60, 90)] });

        Wait(explanation, NextChangeCause.ScheduledFloorEnds).At.ShouldBe(Noon.AddMinutes(20));
        Wait(explanation, NextChangeCause.ScheduledFloorBegins).ShouldSatisfyAllConditions(
            w => w.At.ShouldBe(Noon.AddMinutes(48.5)),
            w => w.Text.ShouldBe("web: a floor of 8 is scheduled from 2026-01-01 13:00; what it takes is launched from 12:48:30 on."));
    }

    [Fact]
    public void Explain_Release_SaysWhatItWaitsFor()
    {
        DecisionExplanation arriving = Explain(Release(candidates: 1, arriving: 3));
        Because(arriving, PromotionKind.Replace).ShouldBe(["web: 4 candidates are to be ready for the release, 1 are."]);
        Wait(arriving, NextChangeCause.CandidatesArriving).At.ShouldBe(Noon.AddMinutes(10));

        DecisionExplanation small = Explain(Release(candidates: 9) with { Predicted = Rising(9), Cover = 0 });
        Wait(small, NextChangeCause.ReleaseWaits).Text.ShouldContain("the release waits");

        DecisionExplanation held = Explain(Release(candidates: 4) with { IsHeld = true });
        Wait(held, NextChangeCause.OperatorHold).At.ShouldBeNull();
        Because(held, PromotionKind.Replace)[0].ShouldContain("an operator holds releases");

        Because(Explain(Release(candidates: 6) with { Need = 5 }), PromotionKind.Replace)[0].ShouldNotBeEmpty();
    }

    [Fact]
    public void Explain_ReadAgain_IsTheSame()
    {
        DecisionRecord record = Record(new PromotionCase { Need = 5, Predicted = Rising(9), Scheduled = [Span(8, 60, 90)] });
        DecisionExplainer.Explain(DecisionRecord.Read(record.ToJson())).ToString().ShouldBe(DecisionExplainer.Explain(record).ToString());
    }

    private static double[] Rising(double to) => [.. Enumerable.Range(0, 30).Select(i => i < 8 ? 3.6 : to)];

    private static PromotionCase Release(int candidates, int arriving = 0) => new() { ReleaseBake = TimeSpan.FromMinutes(10), Candidate = candidates, CandidateArriving = arriving };

    private static IReadOnlyList<string> Because(DecisionExplanation explanation, PromotionKind kind) => explanation.Kinds.Single(k => k.Kind == kind).Because;

    private static NextChange Wait(DecisionExplanation explanation, NextChangeCause cause) => explanation.Waits.Single(w => w.Cause == cause);

    private static DecisionExplanation Explain(PromotionCase c) => DecisionExplainer.Explain(Record(c));

    private static DecisionRecord Record(PromotionCase c)
    {
        (PromotionDecision decision, PromotionMemory memory) = c.Decide();
        return DecisionRecord.Of(c.Input(), PromotionOutlook.Of(c.Input(), c.Options), c.Options, decision, memory);
    }

    private static ScheduledFloor Span(int floor, double from, double to) => new(floor, new FloorPeriod(Noon.AddMinutes(from), Noon.AddMinutes(to)));
}
