using TopologyMirror.Capacity;
using TopologyMirror.Simulation;
using static TopologyMirror.Tests.Capacity.Signals;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapacityModelTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void Answer_GivenCapacityIsWrong_IsTheTrueOne(double truth)
    {
        CapacityEstimate estimate = Busy(Utilisation(), _ => truth, 240).Estimate();

        estimate.Median.ShouldBe(truth, 0.03 * truth);
        estimate.Planned.ShouldBeLessThan(estimate.Median);
        estimate.Planned.ShouldBeGreaterThan(0.95 * truth);
        estimate.IsInherited.ShouldBeFalse();
    }

    [Fact]
    public void Answer_NothingGiven_IsTheTrueOneAllTheSame() =>
        Busy(Utilisation(given: null), _ => 3_000, 240).Estimate().Median.ShouldBe(3_000, 100);

    [Theory]
    [InlineData(80)]
    [InlineData(125)]
    public void Answer_Latency_IsTheLoadAtTheObjective(double truth)
    {
        CapacityEstimate estimate = Slow(Latency(), truth, 480).Estimate();

        estimate.Median.ShouldBe(truth, 0.04 * truth);
        estimate.Low.ShouldBeLessThan(truth);
        estimate.High.ShouldBeGreaterThan(truth);
    }

    /// <summary>Truths as the model believes them before it has seen anything: then its intervals hold as often as they say.</summary>
    [Fact]
    public void Answer_TwoHundredTruths_LieInTheIntervalAsOftenAsStated()
    {
        int inside = 0;
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new SimulationRandom(seed, "truth");
            double truth = 100 * Math.Clamp(1 + (0.3 * random.NextNormal()), 0.4, 2);
            double idle = Math.Clamp(0.05 + (0.1 * random.NextNormal()), 0, 0.3);
            CapacityEstimate estimate = Busy(Utilisation(drift: 0), _ => truth, 60, seed, idle: idle, low: 0.6, high: 0.9).Estimate();
            inside += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }

        // 90 % are stated; three standard errors of 200 draws are 6.4 points.
        inside.ShouldBeInRange(168, 193);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.2)]
    public void Answer_CapacityDriftsByAFifthInADay_IsFollowed(double factor)
    {
        double At(int minute) => 100 * (1 + ((factor - 1) * Math.Min(minute / 1440.0, 1)));
        CapacityEstimate estimate = Busy(Utilisation(), At, 1440).Estimate();

        estimate.Median.ShouldBe(100 * factor, 3);
    }

    [Fact]
    public void Answer_CapacityFallsByAFifthAtOnce_IsFollowedWithinFourHours() =>
        Busy(Utilisation(), m => m < 600 ? 100 : 80, 840).Estimate().Median.ShouldBe(80, 3);

    [Fact]
    public void Answer_FewSteps_IsRefusedWithTheirNumber()
    {
        CapacityRefusal refusal = Busy(Utilisation(), _ => 100, 12).Answer().Refusal!;

        refusal.Code.ShouldBe(CapacityRefusalCode.TooFewSamples);
        refusal.Sentence.ShouldBe("12 steps were seen, of the 20 that are needed.");
    }

    [Fact]
    public void Answer_SteadyLoad_IsRefusedWithItsVariation()
    {
        CapacityRefusal refusal = Busy(Utilisation(), _ => 100, 100, low: 0.7, high: 0.7).Answer().Refusal!;

        refusal.Code.ShouldBe(CapacityRefusalCode.LoadTooSteady);
        refusal.Sentence.ShouldContain("the load per instance varied by 0.0 % around its mean");
    }

    [Fact]
    public void Answer_SignalThatIgnoresLoad_IsRefused()
    {
        CapacityRefusal refusal = Follow((_, random) => 0.5 + (0.02 * random.NextNormal())).Answer().Refusal!;

        refusal.Code.ShouldBe(CapacityRefusalCode.LoadDoesNotExplain);
        refusal.Sentence.ShouldContain("% of what was expected over load");
    }

    [Fact]
    public void Answer_SignalThatFallsWithLoad_IsRefused() =>
        Follow((load, random) => 0.9 - (0.005 * load) + (0.01 * random.NextNormal())).Answer().Refusal!.Code.ShouldBe(CapacityRefusalCode.LoadDoesNotExplain);

    [Fact]
    public void Answer_SignalFarFromItsLine_IsRefused() =>
        Follow((load, random) => (0.0065 * load) + (random.NextDouble() < 0.5 ? 0 : 0.4), steps: 3_000).Answer().Refusal!.Code.ShouldBe(CapacityRefusalCode.ResidualsTooLarge);

    [Fact]
    public void Answer_SaturatedStepsOnly_IsRefused()
    {
        CapacityRefusal refusal = Follow((_, _) => 0.98).Answer().Refusal!;

        refusal.Code.ShouldBe(CapacityRefusalCode.Saturated);
        refusal.Sentence.ShouldStartWith("100 % of the newest steps were saturated");
    }

    [Fact]
    public void Observe_SaturatedStep_OnlyEverLowersTheCapacity()
    {
        CapacityModel model = Busy(Utilisation(), _ => 100, 240);
        double before = model.Estimate().Median;

        // At 300 the line says saturated anyway; at 90 it does not.
        model.Observe(new CapacityObservation(Noon.AddMinutes(239), 300, 0.99)).Estimate().Median.ShouldBe(before, 1e-9);
        model.Observe(new CapacityObservation(Noon.AddMinutes(239), 90, 0.99)).Estimate().Median.ShouldBeLessThan(before);
    }

    [Fact]
    public void Answer_BarelyExplained_IsRefusedAsTooUncertain()
    {
        CapacityRelation sure = Utilisation(drift: 0.5) with { Confidence = 0.999 };
        CapacityModel model = Busy(sure, _ => 100, 60, noise: 0.02);
        CapacityModel later = model.Observe(new CapacityObservation(Noon.AddDays(5), 70, 0.5));
        later.Answer().Refusal!.Code.ShouldBe(CapacityRefusalCode.TooFewSamples);
        model.Inherit().Observe(new CapacityObservation(Noon.AddDays(5), 70, 0.5)).Answer().Refusal!.Code.ShouldBe(CapacityRefusalCode.TooUncertain);
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(-1, 0.5)]
    [InlineData(50, double.PositiveInfinity)]
    [InlineData(50, -0.1)]
    public void Observe_WhatCannotBe_ChangesNothing(double load, double signal)
    {
        CapacityModel model = Busy(Utilisation(), _ => 100, 60);

        model.Observe(new CapacityObservation(Noon.AddDays(1), load, signal)).ShouldBeSameAs(model);
    }

    [Fact]
    public void Observe_OneOutlier_MovesTheCapacityByLessThanAPercent()
    {
        CapacityModel model = Busy(Utilisation(), _ => 100, 240);
        double before = model.Estimate().Median;

        model.Observe(new CapacityObservation(Noon.AddMinutes(240), 50, 0.94)).Estimate().Median.ShouldBe(before, 1);
    }

    private static CapacityModel Follow(Func<double, SimulationRandom, double> signal, int steps = 100)
    {
        var random = new SimulationRandom(3, "loads");
        CapacityModel model = CapacityModel.Start(Utilisation());
        for (int i = 0; i < steps; i++)
        {
            double load = 30 + (50 * random.NextDouble());
            model = model.Observe(new CapacityObservation(Noon.AddMinutes(i), load, signal(load, random)));
        }

        return model;
    }
}
