using TopologyMirror.Capacity;
using TopologyMirror.Shadow;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Shadow;

public sealed class MirrorShadowManagerTests
{
    [Fact]
    public void Plan_BelowTarget_LaunchesWhatIsMissing() =>
        Plan(new TestWorld().Live("a").Cover("b").Add("c", InstanceState.Launching), cover: 5).ShouldBe(["web +3 BelowTarget"]);

    [Fact]
    public void Plan_InStep_IsEmpty() => Plan(new TestWorld().Live("a").Cover("b"), cover: 1).ShouldBeEmpty();

    [Fact]
    public void Plan_FarBelowTarget_LaunchesNoMoreThanABatch() =>
        Plan(new TestWorld().Live("a"), cover: 500, options: new ShadowOptions { MaxLaunchBatch = 20 }).ShouldBe(["web +20 BelowTarget"]);

    [Fact]
    public void Plan_Surplus_EndsTheNotReadyThenTheYoungest() =>
        Plan(
            new TestWorld().Add("a", launched: Noon.AddHours(-3)).Add("b", launched: Noon.AddHours(-1)).Add("c", launched: Noon.AddHours(-2))
                .Add("d", InstanceState.Launching, launched: Noon.AddMinutes(-5)),
            cover: 2).ShouldBe(["web -b,d Surplus"]);

    [Fact]
    public void Plan_UselessInstances_AreEndedByReasonAndReplaced() =>
        Plan(
            new TestWorld().Cover("ok").Add("slow", InstanceState.Launching, launched: Noon.AddMinutes(-20))
                .Add("ill", InstanceState.Unready, launched: Noon.AddMinutes(-21)).Add("dead", InstanceState.Failed).Add("other", digest: New)
                .Add("late", InstanceState.Launching, digest: New),
            cover: 3).ShouldBe(["web -ill,slow GivenUp", "web -dead Failed", "web -late,other Drifted", "web +2 BelowTarget"]);

    [Fact]
    public void Plan_ConfigurationDoesNotArrive_GivesUpWhatIsRefusedAndWhatTakesTooLong()
    {
        TestWorld world = new TestWorld().Add("new", launched: Noon.AddMinutes(-59)).Add("old", launched: Noon.AddMinutes(-60)).Add("refused").Add("whole", launched: Noon.AddDays(-1));
        MirrorInput input = new()
        {
            Now = Noon, World = world.View(), CoverDigest = Old, Targets = [new ShadowTarget(Web, 4, 0)], Reserved = new SortedSet<InstanceId>(), Options = new ShadowOptions(),
            Undelivered = new SortedSet<InstanceId>(Ids("new", "old")),
            Refused = new SortedSet<InstanceId>(Ids("refused")),
        };
        IReadOnlyList<FleetAction> actions = new MirrorShadowManager().Plan(input);
        actions[0].Terminate.ShouldBe(Ids("old", "refused"));
        actions[0].Reason.ShouldBe(FleetActionReason.GivenUp);
        actions[1].Launch.ShouldBe(2);

        // A launch that may take longer than that is not cut off by it.
        input.Options.LaunchTimeout = TimeSpan.FromHours(2);
        new MirrorShadowManager().Plan(input)[0].Terminate.ShouldBe(Ids("refused"));
    }

    [Fact]
    public void Plan_JustInTime_IsNotGivenUp() =>
        Plan(new TestWorld().Add("slow", InstanceState.Launching, launched: Noon.AddMinutes(-20).AddTicks(1)), cover: 1).ShouldBeEmpty();

    [Fact]
    public void Plan_TerminatingInstance_NeitherCountsNorIsEndedAgain() =>
        Plan(new TestWorld().Add("a", InstanceState.Terminating), cover: 1).ShouldBe(["web +1 BelowTarget"]);

    [Fact]
    public void Plan_RoutedReservedOrBusy_IsNeverEnded()
    {
        TestWorld world = new TestWorld()
            .Cover("routed", "busy", "reserved", "free").Route("routed", 100).Assign(Side.Shadow, "routed").Route("busy", 0, connections: 2)
            .Add("failed", InstanceState.Failed).Route("failed", 0, connections: 1).Add("pending", digest: New).Route("pending", 0, pending: 100).Assign(Side.Shadow, "pending");
        Plan(world, cover: 0, reserved: ["reserved"]).ShouldBe(["web -free Surplus"]);
    }

    [Fact]
    public void Plan_FailedInstanceWithConnections_IsNoCover() =>
        Plan(new TestWorld().Add("failed", InstanceState.Failed).Route("failed", 0, connections: 1), cover: 1).ShouldBe(["web +1 BelowTarget"]);

    [Fact]
    public void Plan_LiveAndRetiring_AreLeftAlone() =>
        Plan(new TestWorld().Live("a").Cover("b").Assign(Side.Retiring, "b").In("a", InstanceState.Failed), cover: 0).ShouldBeEmpty();

    [Fact]
    public void Plan_ServiceWithoutTarget_IsLeftAlone() =>
        Plan(new TestWorld().Add("db-1", InstanceState.Failed, service: "db"), cover: 0).ShouldBeEmpty();

    [Fact]
    public void Plan_RefusedCover_IsEndedAndReplacedOnceItsWaitIsOver()
    {
        TestWorld world = new TestWorld().Cover("a", "b").Change("a", i => i with { Validation = ValidationStatus.Refused });
        Plan(world, cover: 2).ShouldBe(["web -a Refused", "web +1 BelowTarget"]);
        MirrorInput held = Input(world, 2) with { NoCoverLaunchBefore = new SortedDictionary<ServiceName, DateTimeOffset> { [Web] = Noon.AddTicks(1) } };
        Text(new MirrorShadowManager().Plan(held)).ShouldBe(["web -a Refused"]);
        Text(new MirrorShadowManager().Plan(held with { Now = Noon.AddTicks(1) })).ShouldBe(["web -a Refused", "web +1 BelowTarget"]);
    }

    [Fact]
    public void Plan_SeveralServices_GoesByTheOrderOfTargets()
    {
        MirrorInput input = Input(new TestWorld().Cover("a"), 2) with { Targets = [new(new ServiceName("db"), 1), new(Web, 2)] };
        Text(new MirrorShadowManager().Plan(input)).ShouldBe(["db +1 BelowTarget", "web +1 BelowTarget"]);
    }

    private static string[] Plan(TestWorld world, int cover, ShadowOptions? options = null, string[]? reserved = null) =>
        Text(new MirrorShadowManager().Plan(Input(world, cover) with { Options = options ?? new ShadowOptions(), Reserved = new SortedSet<InstanceId>(Ids(reserved ?? [])) }));

    private static MirrorInput Input(TestWorld world, int cover) => new()
    {
        Now = Noon, World = world.View(), CoverDigest = Old, Targets = [new ShadowTarget(Web, cover)], Reserved = new SortedSet<InstanceId>(), Options = new ShadowOptions(),
    };

    private static string[] Text(IReadOnlyList<FleetAction> actions) =>
        [.. actions.Select(a => a.Launch > 0 ? $"{a.Service} +{a.Launch} {a.Reason}" : $"{a.Service} -{string.Join(',', a.Terminate)} {a.Reason}")];
}
