using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class ReplayPolicyLawTests
{
    private const int Ticks = 360;

    private static Arbitrary<(double[] Loads, double[] Other, int Cut, int Seed)> Cases() =>
        (from loads in Loads()
         from other in Loads()
         from cut in Gen.Choose(162, Ticks - 1)
         from seed in Gen.Choose(0, 1000)
         select (loads, other, cut, seed)).ToArbitrary();

    private static Gen<double[]> Loads() =>
        Gen.Frequency((10, Gen.Choose(0, 100).Select(x => (double)x)), (1, Gen.Constant(double.NaN)), (1, Gen.Choose(0, 2000).Select(x => (double)x)))
            .ArrayOf(Ticks).Select(x => (double[])[1, .. x[1..]]);

    private static IEnumerable<IReplayPolicy> Some() =>
    [
        new ReactivePolicy(0), new ReactivePolicy(50), new ReactivePolicy(0, 2), new ReactivePolicy(25, 4), new StaticPeakPolicy(), new ReactiveYesterdayPolicy(),
    ];

    [Fact]
    public void Decide_LaterLoadsChange_ChangesNoActionUpToTwoMinutesAfter() =>
        Prop.ForAll(Cases(), c =>
        {
            // The loads up to and including minute Cut are the same.
            double[] changed = [.. c.Loads[..(c.Cut + 1)], .. c.Other[(c.Cut + 1)..]];
            ReplayTrace before = Traces.Of(c.Loads);
            ReplayTrace after = Traces.Of(changed);
            var draws = LaunchDraws.Seeded(c.Seed, "law");
            return Some().All(policy => Until(before, policy).SequenceEqual(Until(after, policy)));

            IEnumerable<ReplayAction> Until(ReplayTrace trace, IReplayPolicy policy) =>
                ReplayRunner.Run(trace, policy, draws).Actions.Where(a => a.Tick <= c.Cut + ReplayClock.VisibilityTicks);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_ActionsOfAnyRunRecorded_GiveTheSameServingPaidAndScore() =>
        Prop.ForAll(Cases(), c =>
        {
            ReplayTrace trace = Traces.Of(c.Loads);
            var draws = LaunchDraws.Seeded(c.Seed, "law");
            return Some().Append(new ClairvoyantPolicy(trace, draws)).All(policy =>
            {
                ReplayResult first = ReplayRunner.Run(trace, policy, draws);
                ReplayResult again = ReplayRunner.Run(trace, new RecordedPolicy(policy.Name, first.Actions), draws);
                return again.Serving.SequenceEqual(first.Serving) && again.Paid.SequenceEqual(first.Paid) && again.Score == first.Score
                    && again.Actions.SequenceEqual(first.Actions);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_AnyPolicy_PaysAtLeastWhatServesAndStaysWithinTheCap() =>
        Prop.ForAll(Cases(), c =>
        {
            ReplayTrace trace = Traces.Of(c.Loads, new() { FleetCap = 30 });
            var draws = LaunchDraws.Seeded(c.Seed, "law");
            return Some().Append(new ClairvoyantPolicy(trace, draws)).All(policy =>
            {
                ReplayResult result = ReplayRunner.Run(trace, policy, draws);
                return result.Serving.Zip(result.Paid).All(p => p.First <= p.Second && p.First <= 30);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clairvoyant_ConstantLeadsAndNoCap_NeverViolates() =>
        Prop.ForAll(Cases(), c =>
        {
            // The warm-up of 18 minutes is longer than a launch, so whatever the first scored minute needs can be there.
            ReplayTrace trace = Traces.Of(c.Loads, new() { FleetCap = int.MaxValue });
            return ReplayRunner.Run(trace, new ClairvoyantPolicy(trace, Traces.TenMinutes), Traces.TenMinutes).Score.ViolationMinutes == 0;
        }).QuickCheckThrowOnFailure();
}
