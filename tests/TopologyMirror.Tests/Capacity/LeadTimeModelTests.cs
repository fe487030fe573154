using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class LeadTimeModelTests
{
    private static readonly LeadTimes Prior = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(600, 30)]
    [InlineData(60, 0)]
    [InlineData(90, 45)]
    [InlineData(120, 1)]
    [InlineData(300, 7)]
    [InlineData(5400, 300)]
    [InlineData(0, 3600)]
    public void Start_NothingMeasured_ReachesThePriorAtItsProbability(int launch, int promote)
    {
        LeadTimeModel model = LeadTimeModel.Start(new LeadTimes(TimeSpan.FromSeconds(launch), TimeSpan.FromSeconds(promote)));
        model.Launch.Quantile(0.9).TotalSeconds.ShouldBe(launch, 0.01 + (launch * 0.001));
        model.Promote.Quantile(0.9).TotalSeconds.ShouldBe(promote, 0.01 + (promote * 0.001));
        model.Quantile(0.9).ShouldBe(new LeadTimes(TimeSpan.FromSeconds(launch), TimeSpan.FromSeconds(promote)));
    }

    [Fact]
    public void Start_NothingMeasured_IsSpreadAndSkewed()
    {
        LeadTimeDistribution launch = LeadTimeModel.Start(Prior).Launch;
        launch.Quantile(0.5).TotalMinutes.ShouldBeInRange(5.5, 7.5);
        launch.Mean.ShouldBeGreaterThan(launch.Quantile(0.5));
        launch.Quantile(0.99).ShouldBeGreaterThan(TimeSpan.FromMinutes(12));
        launch.Failure.ShouldBe(0);
    }

    [Fact]
    public void Launched_FewerThanEnough_BlendsAndGivesThePolicyNoLessThanThePrior()
    {
        LeadTimeModel model = Launches(4, _ => 60);
        model.Launch.Quantile(0.9).ShouldBeLessThan(Prior.Launch);
        model.Launch.Quantile(0.9).ShouldBeGreaterThan(TimeSpan.FromSeconds(90));
        model.Quantile(0.9).ShouldBe(Prior);
    }

    [Fact]
    public void Launched_FewerThanEnoughAndLong_GivesThePolicyMoreThanThePrior() => Launches(4, _ => 3600).Quantile(0.9).Launch.ShouldBeGreaterThan(TimeSpan.FromMinutes(30));

    [Fact]
    public void Launched_Enough_IsWhatWasMeasuredInTheWhole()
    {
        LeadTimeModel model = Launches(20, i => 60 + (3 * i));
        model.Launch.Quantile(1).ShouldBe(TimeSpan.FromSeconds(117));
        model.Launch.Quantile(0).ShouldBe(TimeSpan.FromSeconds(60));
        model.Serving.Quantile(0.5).ShouldBeGreaterThan(model.Launch.Quantile(0.5));
    }

    // Phases that hang together vary more in their sum than independent ones: the measured whole is right, their convolution is not.
    [Fact]
    public void Launched_PhasesHangTogether_TheWholeIsPreferredToTheirConvolution()
    {
        LeadTimeModel model = Enumerable.Range(0, 40).Aggregate(
            LeadTimeModel.Start(Prior), static (m, i) => m.Launched(Seconds(i % 2 == 0 ? 30 : 130), Seconds(i % 2 == 0 ? 10 : 50), Seconds(i % 2 == 0 ? 5 : 25)));
        LeadTimeDistribution independent = model.Phases[LeadPhase.Provision].Observed()!
            .Plus(model.Phases[LeadPhase.Execute].Observed()!).Plus(model.Phases[LeadPhase.Validate].Observed()!);

        model.Launch.Quantile(0.25).ShouldBe(Seconds(45));
        model.Launch.Quantile(0.75).ShouldBe(Seconds(205));
        independent.Quantile(0.25).ShouldBeGreaterThan(Seconds(45));
        independent.Quantile(0.75).ShouldBeLessThan(Seconds(205));
        independent.Mean.TotalSeconds.ShouldBe(model.Launch.Mean.TotalSeconds, 1.5);
    }

    // Independent phases: the convolution is the whole, within what 64 measurements can tell.
    [Fact]
    public void Launched_PhasesAreIndependent_TheirConvolutionIsTheWhole()
    {
        var random = new System.Random(5);
        LeadTimeModel model = Enumerable.Range(0, LeadTimeSample.Kept).Aggregate(
            LeadTimeModel.Start(Prior), (m, _) => m.Launched(Seconds(60 + random.Next(60)), Seconds(random.Next(40)), Seconds(random.Next(20))));
        LeadTimeDistribution sum = model.Phases[LeadPhase.Provision].Observed()!
            .Plus(model.Phases[LeadPhase.Execute].Observed()!).Plus(model.Phases[LeadPhase.Validate].Observed()!);
        foreach (double probability in new[] { 0.25, 0.5, 0.75, 0.9 })
        {
            sum.Quantile(probability).TotalSeconds.ShouldBe(model.Launch.Quantile(probability).TotalSeconds, 12, $"{probability}");
        }
    }

    [Fact]
    public void Launched_AfterAChange_FollowsTheNewerOnes()
    {
        LeadTimeModel model = Launches(64, i => i < 32 ? 600 : 60);
        model.Launch.Quantile(0.5).ShouldBe(Seconds(60));
        Launches(64, i => i < 32 ? 60 : 600).Launch.Quantile(0.5).ShouldBe(Seconds(600));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(9, 1, 0.08)]
    [InlineData(20, 20, 0.55)]
    public void LaunchFailed_SomeTimes_IsAProbability(int ready, int failed, double expected)
    {
        LeadTimeModel model = Enumerable.Range(0, failed).Aggregate(Launches(ready, _ => 60), static (m, _) => m.LaunchFailed(LeadPhase.Provision));
        model.WholeLaunch.Measured.ShouldBe(ready);
        model.Launch.Failure.ShouldBe(expected, 0.06);
    }

    [Fact]
    public void With_WhatWasKept_IsTheSameModel() => Prop.ForAll(Gen.Choose(-1, 900).ArrayOf(12).ToArbitrary(), outcomes =>
    {
        LeadTimeModel model = outcomes.Aggregate(LeadTimeModel.Start(Prior), static (m, s) =>
            s < 0 ? m.LaunchFailed(LeadPhase.Execute) : m.Launched(Seconds(s), Seconds(s / 2), Seconds(3)).Promoted(Seconds(9), new SortedDictionary<LeadPhase, TimeSpan>()));
        LeadTimeModel restored = LeadTimeModel.Start(Prior).With(
            model.WholeLaunch.Outcomes, model.WholePromote.Outcomes, model.Phases.ToDictionary(p => p.Key, p => p.Value.Outcomes));
        return restored.Launch.Grid(50).SequenceEqual(model.Launch.Grid(50)) && restored.Serving.Grid(50).SequenceEqual(model.Serving.Grid(50))
            && restored.Launch.Failure.Equals(model.Launch.Failure);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_BeyondWhatIsKept_ForgetsTheOldest()
    {
        LeadTimeSample sample = Enumerable.Range(0, LeadTimeSample.Kept + 3).Aggregate(LeadTimeSample.Start(TimeSpan.Zero), static (s, i) => s.Add(Seconds(i)));
        (sample.Outcomes.Count, sample.Outcomes[0], sample.Measured).ShouldBe((LeadTimeSample.Kept, Seconds(3), LeadTimeSample.Kept));
        LeadTimeSample.Start(TimeSpan.Zero).Add(Seconds(-1)).Outcomes.ShouldBe([TimeSpan.Zero]);
    }

    private static LeadTimeModel Launches(int count, Func<int, int> seconds) => Enumerable.Range(0, count).Aggregate(
        LeadTimeModel.Start(Prior), (m, i) => m.Launched(Seconds(seconds(i) - 20), Seconds(15), Seconds(5)));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
