using TopologyMirror.Replay;
using static TopologyMirror.Replay.ReplayActionKind;
using static TopologyMirror.Replay.ReplayPurpose;

namespace TopologyMirror.Tests.Replay;

/// <summary>What the runner makes of releases, on actions that were written by hand: two instances of generation 0 are live at first.</summary>
public sealed class ReplayReleaseTests
{
    private static readonly ReplayAction[] TwoCandidates = [New(62, 0, Launch), New(62, 1, Launch)];

    private static ReplayEvents Release(bool bad = false) => new() { Releases = [new ReplayRelease(62, 1, bad)] };

    private static ReplayAction New(int tick, int instance, ReplayActionKind kind, ReplayPurpose purpose = ReplayPurpose.Shadow) =>
        new(tick, instance, kind, purpose) { Generation = 1, Replacement = kind == Launch ? 0 : 9 };

    private static ReplayAction Old(int tick, int instance, ReplayActionKind kind) => new(tick, instance, kind, Live) { Replacement = 9 };

    private static ReplayResult Run(ReplayEvents events, params ReplayAction[] actions) =>
        ReplayRunner.Run(Traces.OfOneHour(), new RecordedPolicy("recorded", actions), Traces.TenMinutes, events);

    private static ReplayAction[] Replaced(int tick) =>
    [
        .. TwoCandidates, New(tick, 0, Route, Live), New(tick, 1, Route, Live), Old(tick, -1, Unroute), Old(tick, -2, Unroute),
    ];

    [Fact]
    public void Run_WithoutEvents_HasNoReleases() => Run(ReplayEvents.None).Releases.ShouldBeEmpty();

    [Fact]
    public void Run_Replaced_IsFinishedWhenItHasServedAloneForTenMinutes()
    {
        ReplayResult result = Run(Release(), [.. Replaced(75), Old(88, -1, Terminate), Old(88, -2, Terminate)]);
        ReplayReleaseResult release = result.Releases.ShouldHaveSingleItem();

        release.Outcome.ShouldBe(ReplayReleaseOutcome.Finished);
        (release.FirstServedAt, release.AllServedAt, release.EndedAt).ShouldBe((76, 76, 86));
        release.Minutes.ShouldBe(24);
        release.IsWithinDeadline.ShouldBeTrue();
        release.IsAsItShouldBe.ShouldBeTrue();
    }

    [Fact]
    public void Run_Replaced_PaysTheOldSideAsOverlapFromTheMinuteItNoLongerServes()
    {
        ReplayResult result = Run(Release(), [.. Replaced(75), Old(88, -1, Terminate), Old(88, -2, Terminate)]);

        // The old side serves minute 75 to its end, and is there from 76 to 87.
        result.Score.PaidHours.Overlap.ShouldBe(2 * 12 / 60.0, 1e-9);
        result.Score.PaidHours.Launching.ShouldBe(2 * 11 / 60.0, 1e-9);
    }

    [Fact]
    public void Run_ReplacedOverTwoMinutes_IsOneChange()
    {
        ReplayAction[] inTwoSteps =
        [
            .. TwoCandidates, New(75, 0, Route, Live), New(75, 1, Route, Live), Old(76, -1, Unroute), Old(77, -2, Unroute),
        ];
        Run(Release(), inTwoSteps).Score.ChangesPerDay.ShouldBe(24, 1e-9);
        Run(Release(), [.. inTwoSteps.Select(a => a with { Replacement = 0 })]).Score.ChangesPerDay.ShouldBe(3 * 24, 1e-9);
    }

    [Fact]
    public void Run_AnOldOneServesOn_IsUnfinished()
    {
        ReplayReleaseResult release = Run(Release(), [.. TwoCandidates, New(75, 0, Route, Live), New(75, 1, Route, Live), Old(76, -1, Unroute)]).Releases[0];

        release.Outcome.ShouldBe(ReplayReleaseOutcome.Unfinished);
        (release.FirstServedAt, release.AllServedAt, release.EndedAt).ShouldBe((76, null, null));
        release.IsWithinDeadline.ShouldBeFalse();
        release.IsAsItShouldBe.ShouldBeFalse();
    }

    [Fact]
    public void Run_AnOldOneComesBackInTheBake_StartsTheBakeAnew()
    {
        ReplayAction[] back = [.. Replaced(75), new(80, -1, Route, Live), new(84, -1, Unroute, Live)];
        ReplayReleaseResult release = Run(Release(), back).Releases[0];
        (release.FirstServedAt, release.AllServedAt, release.EndedAt).ShouldBe((76, 85, 95));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_TakenBack_IsRolledBack(bool bad)
    {
        ReplayAction[] back =
        [
            .. Replaced(75), Old(79, -1, Route), Old(79, -2, Route), New(79, 0, Demote), New(79, 1, Demote),
        ];
        ReplayReleaseResult release = Run(Release(bad), back).Releases[0];

        release.Outcome.ShouldBe(ReplayReleaseOutcome.RolledBack);
        (release.FirstServedAt, release.AllServedAt, release.EndedAt).ShouldBe((76, null, 80));
        release.IsAsItShouldBe.ShouldBe(bad);
    }

    [Fact]
    public void Run_BadOneIsKept_IsUnfinished() => Run(Release(bad: true), Replaced(75)).Releases[0].Outcome.ShouldBe(ReplayReleaseOutcome.Unfinished);

    [Fact]
    public void Run_NextReleaseFallsDue_EndsTheTimeOfTheOneBefore()
    {
        ReplayEvents two = new() { Releases = [new ReplayRelease(62, 1, false), new ReplayRelease(80, 2, false)] };
        ReplayResult result = Run(two, Replaced(75));

        result.Releases.Select(r => r.Outcome).ShouldAllBe(o => o == ReplayReleaseOutcome.Unfinished);
        result.Releases[0].Minutes.ShouldBe(18);
    }

    [Fact]
    public void Run_LaunchWithoutCapacity_Throws()
    {
        ReplayEvents none = new() { NoCapacityFrom = 60, NoCapacityTo = 65 };
        Should.Throw<InvalidReplayActionException>(() => Run(none, new ReplayAction(64, 0, Launch, Live))).Message.ShouldEndWith("no launch is accepted now.");
        Run(none, new ReplayAction(65, 0, Launch, Live)).Score.Launches.ShouldBe(1);
    }

    [Fact]
    public void Run_PolicyLaunchesWithoutCapacity_NothingHappens()
    {
        ReplayTrace trace = Traces.OfOneHour(t => t >= 70 ? 5 : 2);
        ReplayEvents none = new() { NoCapacityFrom = 60, NoCapacityTo = 100 };
        ReplayRunner.Run(trace, new ReactivePolicy(0), Traces.TenMinutes, none).Actions
            .Where(a => a.Kind == Launch).ShouldAllBe(a => a.Tick == 100);
    }
}
